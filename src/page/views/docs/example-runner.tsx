import { type Signal, signal, useSignal } from "@preact/signals";
import { Play } from "lucide";
import { Code } from "../../parts/copy.js";
import { Icon } from "../../parts/icon.js";
import { curlSnippet, fetchSnippet, pythonSnippet } from "../../parts/snippets.js";
import { callAddress, callHeaders, firstValue } from "./call-address.js";
import { AnswerOf, type CallAnswer } from "./call-answer.js";
import type { Example, Operation, Parameter } from "./reference.js";

/** The API key that is sent, the same for all examples. */
const apiKey = signal("docs-key");

/** The task that an example made last: those that are about a task start with it. */
const latestTask = signal<string | undefined>(undefined);

const languages = [
  ["curl", curlSnippet],
  ["fetch", fetchSnippet],
  ["Python", pythonSnippet],
] as const;

/** A call with fields for all that it takes; it runs against this mock, or is copied in another language. */
export function ExampleRunner({
  call: { method, path, parameters, body: takes },
  examples,
}: {
  readonly call: Operation;
  readonly examples: readonly (Example & { readonly name: string })[];
}) {
  const values = useSignal<Readonly<Record<string, string>>>(startOf(parameters));
  const text = useSignal(takes === undefined ? "" : bodyText(examples[0]?.value));
  const answer = useSignal<CallAnswer | undefined>(undefined);
  const isRunning = useSignal(false);
  const isJson = takes === undefined || takes.type === "application/json";
  const address = callAddress(path, parameters, values.value);
  const headers = callHeaders(parameters, values.value);
  const body = takes === undefined ? undefined : readJson(text.value);
  const fault = takes !== undefined && isJson && body === undefined ? "The body is not JSON" : undefined;
  const send = async () => {
    isRunning.value = true;
    answer.value = await run({
      method,
      address,
      headers,
      text: takes === undefined ? undefined : text.value,
    });
    isRunning.value = false;
    latestTask.value = taskIn(answer.value.text) ?? latestTask.value;
  };
  if (!isJson) return <p class="soft">Takes {takes.type}: send it with your client, such as curl -F.</p>;
  return (
    <form
      class="docs-runner"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="docs-fields">
        <Field label="API key" value={apiKey.value} set={(value) => (apiKey.value = value)} />
        {parameters.map(({ name, required = false }) => (
          <Field
            key={name}
            label={name}
            isRequired={required}
            value={values.value[name] ?? ""}
            set={(value) => (values.value = { ...values.value, [name]: value })}
          />
        ))}
      </div>
      {takes === undefined ? null : <BodyField examples={examples} text={text} fault={fault} />}
      <button type="submit" class="button primary" disabled={isRunning.value} title={`${method} ${address}`}>
        <Icon of={Play} size={14} />
        Run
      </button>
      <Snippets call={{ method, url: location.origin + address, headers, body }} />
      <div aria-live="polite">{answer.value === undefined ? null : <AnswerOf answer={answer.value} />}</div>
    </form>
  );
}

function Field({
  label,
  value,
  set,
  isRequired = false,
}: {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly isRequired?: boolean;
}) {
  return (
    <label>
      <span class="soft">
        {label}
        {isRequired ? " (required)" : ""}
      </span>
      <input
        value={value}
        required={isRequired}
        autocomplete="off"
        spellcheck={false}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    </label>
  );
}

function BodyField({
  examples,
  text,
  fault,
}: {
  readonly examples: readonly (Example & { readonly name: string })[];
  readonly text: Signal<string>;
  readonly fault: string | undefined;
}) {
  return (
    <>
      {examples.length < 2 ? null : (
        <label class="docs-example">
          <span class="soft">Example</span>
          <select
            onChange={({ currentTarget: { selectedIndex } }) =>
              (text.value = bodyText(examples[selectedIndex]?.value))
            }
          >
            {examples.map(({ name, summary = name }) => (
              <option key={name}>{summary}</option>
            ))}
          </select>
        </label>
      )}
      <label class="docs-body">
        <span class="soft">Body</span>
        <textarea
          class="mono"
          rows={Math.min(24, text.value.split("\n").length + 1)}
          value={text.value}
          spellcheck={false}
          onInput={({ currentTarget: { value } }) => (text.value = value)}
        />
        {fault === undefined ? null : <span class="error-text">{fault}: it is sent as it stands.</span>}
      </label>
    </>
  );
}

function Snippets({ call }: { readonly call: Parameters<typeof curlSnippet>[0] }) {
  return (
    <details>
      <summary>As curl, fetch or Python</summary>
      {languages.map(([name, write]) => (
        <div key={name} class="docs-snippet">
          <p class="soft">{name}</p>
          <Code label={name} text={write(call)} />
        </div>
      ))}
    </details>
  );
}

function startOf(parameters: readonly Parameter[]): Record<string, string> {
  const newest = latestTask.peek();
  return Object.fromEntries(
    parameters.map((one) => [one.name, (one.name === "task_id" ? newest : undefined) ?? firstValue(one)]),
  );
}

function bodyText(value: unknown): string {
  return value === undefined ? "{}" : JSON.stringify(value, null, 2);
}

function taskIn(text: string): string | undefined {
  const { id } = (readJson(text) ?? {}) as { readonly id?: unknown };
  return typeof id === "string" && id.startsWith("task-") ? id : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Sends a call to this mock, as a client does. */
async function run({
  method,
  address,
  headers,
  text,
}: {
  readonly method: string;
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string | undefined;
}): Promise<CallAnswer> {
  const start = performance.now();
  try {
    const response = await fetch(address, {
      method,
      headers: {
        ...headers,
        ...(apiKey.value === "" ? {} : { authorization: `Bearer ${apiKey.value}` }),
        ...(text === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(text === undefined ? {} : { body: text }),
    });
    const type = response.headers.get("content-type") ?? "";
    const content = /json|text/.test(type)
      ? await response.text()
      : `${(await response.arrayBuffer()).byteLength} bytes of ${type === "" ? "no type" : type}`;
    return {
      status: response.status,
      milliseconds: Math.round(performance.now() - start),
      headers: [...response.headers],
      text: content,
    };
  } catch (error) {
    return {
      status: 0,
      milliseconds: Math.round(performance.now() - start),
      headers: [],
      text: String(error),
    };
  }
}
