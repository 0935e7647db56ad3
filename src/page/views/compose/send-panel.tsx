import { useSignal } from "@preact/signals";
import { Send } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { valueAt } from "../../../text/json-pointer.js";
import { HttpStatus } from "../../parts/badges.js";
import { CopyAs } from "../../parts/copy-as.js";
import { Icon } from "../../parts/icon.js";
import { Json } from "../../parts/json.js";
import { KeyField } from "../../parts/key-field.js";
import { type Call, curlSnippet } from "../../parts/snippets.js";
import { useResource } from "../../state/resource.js";
import { linkTo } from "../../state/route.js";
import type { Answer } from "../../state/source.js";
import {
  callVendor,
  headerProblem,
  SUBMIT_PATH,
  sequenceOf,
  type VendorCall,
} from "../../state/vendor-call.js";
import { answered, bodyText, parsedBody, scenario } from "./compose-state.js";

const headersOf = (): Readonly<Record<string, string>> =>
  scenario.value === "" ? {} : { "X-Wan-Mock-Scenario": scenario.value };

function snippetOf(body: unknown): Call {
  return { method: "POST", url: location.origin + SUBMIT_PATH, headers: headersOf(), body };
}

/** Submits the body for real. */
export function SubmitButton() {
  const isBusy = useSignal(false);
  const problem = useSignal<string | undefined>(undefined);
  const parsed = parsedBody.value;
  const submit = async () => {
    problem.value = headerProblem(headersOf());
    if (problem.value !== undefined || isBusy.value) return;
    isBusy.value = true;
    const call: VendorCall = {
      method: "POST",
      path: SUBMIT_PATH,
      headers: headersOf(),
      body: bodyText.value,
    };
    const answer = await callVendor(call);
    answered.value = { answer, sequence: undefined };
    isBusy.value = false;
    const sequence = await sequenceOf(call, answer).catch(() => undefined);
    if (answered.value.answer === answer) answered.value = { answer, sequence };
  };
  useSubmitKey(submit);
  return (
    <>
      <button
        type="button"
        class="button primary"
        disabled={isBusy.value}
        aria-keyshortcuts="Control+Enter"
        title={"body" in parsed ? curlSnippet(snippetOf(parsed.body)) : undefined}
        onClick={() => void submit()}
      >
        <Icon of={Send} size={14} />
        Submit
      </button>
      <span role="alert" class="error-text">
        {problem.value}
      </span>
    </>
  );
}

/** Ctrl+Enter or Cmd+Enter submits from every field. */
function useSubmitKey(submit: () => Promise<void>): void {
  const latest = useRef(submit);
  latest.current = submit;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat) void latest.current();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}

/** Under which key and scenario the body is submitted, and the call to copy. */
export function SendOptions() {
  const parsed = parsedBody.value;
  return (
    <div class="send-options">
      <KeyField />
      <ScenarioField />
      {"body" in parsed ? <CopyAs call={() => snippetOf(parsed.body)} /> : null}
    </div>
  );
}

/** A scenario by name; the list that is offered has patterns too, such as `http-STATUS`, which are typed out. */
function ScenarioField() {
  const { value } = useResource<Answer<"/_mock/scenarios">>("/_mock/scenarios").value;
  const all = (value?.items ?? []).filter(({ operation }) => operation === "submit");
  return (
    <label class="key-field">
      <span>Scenario</span>
      <input
        list="compose-scenarios"
        placeholder="none"
        autocomplete="off"
        spellcheck={false}
        size={20}
        value={scenario.value}
        title={all.find(({ name }) => name === scenario.value)?.summary}
        onInput={({ currentTarget }) => (scenario.value = currentTarget.value)}
      />
      <datalist id="compose-scenarios">
        {all.map(({ name, summary }) => (
          <option key={name} value={name}>
            {summary}
          </option>
        ))}
      </datalist>
    </label>
  );
}

/** The latest answer, with ways on from it. */
export function AnswerPanel() {
  const panel = useRef<HTMLElement>(null);
  const shown = answered.value?.answer;
  useEffect(() => {
    // Below the form on a narrow screen.
    if (shown !== undefined) panel.current?.scrollIntoView({ block: "nearest" });
  }, [shown]);
  if (answered.value === undefined) return null;
  const { answer, sequence } = answered.value;
  const { status, body } = answer;
  const task = valueAt(body, "/id");
  return (
    <section ref={panel} class="answer" aria-label="Answer">
      <div class="answer-head">
        <h2>Answer</h2>
        <HttpStatus status={status} />
        {typeof task === "string" ? (
          <a class="button primary" href={linkTo("tasks", task)}>
            Watch the task
          </a>
        ) : null}
        {sequence === undefined ? null : (
          <a class="button" href={linkTo("requests", sequence)}>
            Request #{sequence}
          </a>
        )}
        <button type="button" class="button quiet" onClick={() => (answered.value = undefined)}>
          Dismiss
        </button>
      </div>
      {status === 0 ? (
        <p>The connection ended before an answer arrived.</p>
      ) : (
        <Json label="Answer" value={body} />
      )}
    </section>
  );
}
