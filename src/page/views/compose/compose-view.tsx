import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { isJsonObject } from "../../../text/is-json-object.js";
import type { Entry } from "../../state/events.js";
import { type Judged, judge, useVerdict } from "../../state/judge.js";
import { linkTo, replace, route } from "../../state/route.js";
import { ask, Refused } from "../../state/source.js";
import { ComposeForm } from "./compose-form.js";
import { bodyText, editor, forms, parsedBody, setBody, setModel } from "./compose-state.js";
import { firstBody, type ModelForm } from "./model-form.js";
import { AnswerPanel, SendOptions, SubmitButton } from "./send-panel.js";
import { VerdictBadge, VerdictPanel } from "./verdict-panel.js";
import "./compose.css";

/** A request made from the document of its model, judged as it is typed, and submitted. */
export function ComposeView() {
  const problem = useLoaded();
  const all = forms.value;
  useEffect(() => bodyText.reread(), []);
  const judged = useVerdict(bodyText.value === "" ? undefined : bodyText.value).value;
  useEffect(() => {
    const [first] = all ?? [];
    if (first !== undefined && bodyText.value === "" && !route.value.query.has("from"))
      setBody(firstBody(first));
  }, [all]);
  if (all === undefined) return null;
  return (
    <div class="compose">
      <Head forms={all} judged={judged} />
      {problem === undefined ? null : (
        <p role="alert" class="banner banner-warn">
          {problem}
        </p>
      )}
      <div class="compose-columns">
        <div class="compose-body">
          <SendOptions />
          <EditorTabs />
          <Editor forms={all} judged={judged} />
        </div>
        <aside class="compose-verdict" aria-label="Answer and verdict">
          <AnswerPanel />
          <VerdictPanel judged={judged} />
        </aside>
      </div>
    </div>
  );
}

/** Takes over the body of a request that the address names, corrected where it says so. */
function useLoaded(): string | undefined {
  const problem = useSignal<string | undefined>(undefined);
  const { query } = route.value;
  const from = query.get("from");
  const isCorrected = query.get("corrected") === "true";
  useEffect(() => {
    if (from === null) return;
    problem.value = undefined;
    void bodyOf(from, isCorrected)
      .then(setBody)
      .catch((error: unknown) => (problem.value = (error as Error).message))
      // What is edited from here on is no longer that request.
      .finally(() => replace(linkTo("compose")));
  }, [from, isCorrected]);
  return problem.value;
}

/** @throws {Refused} where there is no such body */
async function bodyOf(sequence: string, isCorrected: boolean): Promise<unknown> {
  const entry = await ask<Entry>(`/_mock/journal/${encodeURIComponent(sequence)}`);
  if (entry.kind !== "request" || entry.body === undefined)
    throw new Refused(404, "no_body", `Entry ${sequence} of the journal has no body to compose from.`);
  if (!isCorrected) return entry.body;
  const { corrected } = await judge(JSON.stringify(entry.body));
  return corrected?.body ?? entry.body;
}

function Head({ forms: all, judged }: { readonly forms: readonly ModelForm[]; readonly judged: Judged }) {
  const parsed = parsedBody.value;
  const model = "body" in parsed ? parsed.body["model"] : undefined;
  const form = all.find((one) => one.model === model);
  return (
    <header class="list-head compose-head">
      <h1>Compose</h1>
      <label class="key-field">
        <span>Model</span>
        <select value={form?.model ?? ""} onChange={({ currentTarget: { value } }) => setModel(value)}>
          {form === undefined ? (
            <option value="">{typeof model === "string" ? `${model} (not served)` : "none"}</option>
          ) : null}
          {all.map((one) => (
            <option key={one.model} value={one.model}>
              {one.model}
            </option>
          ))}
        </select>
      </label>
      <ExampleSelect examples={form?.examples ?? []} />
      <div class="group compose-submit">
        <VerdictBadge judged={judged} />
        <SubmitButton />
      </div>
    </header>
  );
}

function ExampleSelect({ examples }: { readonly examples: ModelForm["examples"] }) {
  return (
    <label class="key-field">
      <span>Example</span>
      <select
        value=""
        onChange={({ currentTarget }) => {
          const example = examples.find(({ name }) => name === currentTarget.value);
          currentTarget.value = "";
          if (example !== undefined) setBody(example.body);
        }}
      >
        <option value="">Start from…</option>
        {examples.map(({ name, summary }) => (
          <option key={name} value={name}>
            {summary}
          </option>
        ))}
      </select>
    </label>
  );
}

function EditorTabs() {
  return (
    <div class="group editors" role="group" aria-label="Editor">
      {(["form", "json"] as const).map((name) => (
        <button
          key={name}
          type="button"
          class="button"
          aria-pressed={editor.value === name}
          onClick={() => (editor.value = name)}
        >
          {name === "form" ? "Form" : "JSON"}
        </button>
      ))}
    </div>
  );
}

function Editor({ forms: all, judged }: { readonly forms: readonly ModelForm[]; readonly judged: Judged }) {
  const parsed = parsedBody.value;
  if (editor.value === "json" || bodyText.value === "")
    return (
      <textarea
        class="mono body-text"
        aria-label="Body, as JSON"
        spellcheck={false}
        value={bodyText.value}
        onInput={({ currentTarget: { value } }) => (bodyText.value = value)}
      />
    );
  if ("problem" in parsed)
    return (
      <p class="finding finding-error">
        {parsed.problem} Correct it in the JSON editor, or choose an example.
      </p>
    );
  const { body } = parsed;
  if (!isJsonObject(body)) return null;
  return (
    <ComposeForm
      form={all.find(({ model }) => model === body["model"])}
      body={body}
      verdict={judged.verdict}
    />
  );
}
