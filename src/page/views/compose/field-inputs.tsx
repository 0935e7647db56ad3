import { useSignal } from "@preact/signals";
import { Plus, X } from "lucide";
import { Icon } from "../../parts/icon.js";
import { type FormField, type Media, numberIn } from "./model-form.js";
import { samples } from "./samples.js";

interface InputProps {
  readonly field: FormField;
  /** `undefined` where the body has no such member. */
  readonly value: unknown;
  readonly set: (value: unknown) => void;
  /** Id of the input, which the field's label names. */
  readonly id: string;
  /** Id of what describes it. */
  readonly describedBy: string;
}

/** A choice among listed values, or of true and false. */
export function ChoiceInput({ field, value, set, id, describedBy }: InputProps) {
  const choices = field.kind === "yes-no" ? [true, false] : field.choices;
  return (
    <select
      id={id}
      aria-describedby={describedBy}
      value={value === undefined ? "" : JSON.stringify(value)}
      onChange={({ currentTarget: { value: text } }) => set(text === "" ? undefined : JSON.parse(text))}
    >
      <option value="">not sent{field.byDefault === undefined ? "" : ` (${plain(field.byDefault)})`}</option>
      {choices.map((choice) => (
        <option key={JSON.stringify(choice)} value={JSON.stringify(choice)}>
          {String(choice)}
        </option>
      ))}
    </select>
  );
}

/** A number; what is no number is sent as the text that it is, so that the verdict tells. */
export function NumberInput({ field, value, set, id, describedBy }: InputProps) {
  const draft = useSignal("");
  if (numberIn(draft.value) !== value)
    draft.value = value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  return (
    <input
      id={id}
      aria-describedby={describedBy}
      inputMode="decimal"
      size={12}
      autocomplete="off"
      placeholder={field.byDefault ?? ""}
      value={draft.value}
      onInput={({ currentTarget }) => {
        draft.value = currentTarget.value;
        set(numberIn(currentTarget.value));
      }}
    />
  );
}

/** A text in one line or several; an empty one is not sent. */
export function TextInput({ field, value, set, id, describedBy }: InputProps) {
  const shared = {
    id,
    "aria-describedby": describedBy,
    value: typeof value === "string" ? value : "",
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      set(currentTarget.value === "" ? undefined : currentTarget.value),
  };
  if (field.kind === "long-text") return <textarea rows={field.isRequired ? 3 : 2} {...shared} />;
  return (
    <div class="input-row">
      <input type="text" autocomplete="off" spellcheck={false} {...shared} />
      {field.media === undefined ? null : <SampleSelect media={field.media} name={field.name} add={set} />}
    </div>
  );
}

/** A list of texts, a row each; a list without rows is not sent. */
export function TextsInput({ field, value, set, id, describedBy }: InputProps) {
  const items = Array.isArray(value) ? (value as string[]) : [];
  const change = (next: readonly string[]) => set(next.length === 0 ? undefined : next);
  return (
    <div class="input-rows">
      {items.map((item, at) => (
        <div key={at} class="input-row">
          <input
            id={at === 0 ? id : undefined}
            aria-label={`${field.name}, item ${at + 1}`}
            aria-describedby={describedBy}
            type="text"
            autocomplete="off"
            spellcheck={false}
            value={item}
            onInput={({ currentTarget }) => change(items.with(at, currentTarget.value))}
          />
          <button
            type="button"
            class="button quiet"
            aria-label={`Remove item ${at + 1} of ${field.name}`}
            onClick={() => change(items.toSpliced(at, 1))}
          >
            <Icon of={X} size={14} />
          </button>
        </div>
      ))}
      <div class="input-row">
        <button
          id={items.length === 0 ? id : undefined}
          type="button"
          class="button"
          onClick={() => change([...items, ""])}
        >
          <Icon of={Plus} size={14} />
          Add<span class="hidden"> to {field.name}</span>
        </button>
        {field.media === undefined ? null : (
          <SampleSelect media={field.media} name={field.name} add={(url) => change([...items, url])} />
        )}
      </div>
    </div>
  );
}

/** Any JSON value; a text that is not JSON yet is not taken over. */
export function JsonInput({ field, value, set, id, describedBy }: InputProps) {
  const draft = useSignal<string | undefined>(undefined);
  const isBroken = draft.value !== undefined && draft.value.trim() !== "" && !isJson(draft.value);
  if (!isBroken && draft.value !== undefined && !isSameJson(draft.value, value)) draft.value = undefined;
  const shown = draft.value ?? (value === undefined ? "" : JSON.stringify(value, null, 2));
  return (
    <>
      <textarea
        id={id}
        aria-describedby={describedBy}
        class="mono"
        rows={Math.min(10, Math.max(2, shown.split("\n").length))}
        spellcheck={false}
        placeholder={field.example === undefined ? "JSON" : JSON.stringify(field.example)}
        value={shown}
        onInput={({ currentTarget: { value: text } }) => {
          draft.value = text;
          if (text.trim() === "") set(undefined);
          else if (isJson(text)) set(JSON.parse(text));
        }}
      />
      {isBroken ? <p class="error-text">This is not JSON yet: the body keeps the value before.</p> : null}
    </>
  );
}

function SampleSelect({
  media,
  name,
  add,
}: {
  readonly media: Media;
  readonly name: string;
  readonly add: (url: string) => void;
}) {
  const { good, bad } = samples[media];
  return (
    <select
      class="sample-select"
      aria-label={`Sample for ${name}`}
      value=""
      onChange={({ currentTarget }) => {
        const { value } = currentTarget;
        currentTarget.value = "";
        if (value !== "") add(`${location.origin}/_mock/assets/${value}`);
      }}
    >
      <option value="">Sample…</option>
      {[
        { label: "Within the limits", list: good },
        { label: "Beyond a limit", list: bad },
      ].map(({ label, list }) => (
        <optgroup key={label} label={label}>
          {list.map((sample) => (
            <option key={sample.name} value={sample.name}>
              {`${sample.name} (${sample.about})`}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  );
}

/** A default without the quotes of a JSON string. */
function plain(json: string): string {
  return json.replaceAll(/^"|"$/g, "");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function isSameJson(text: string, value: unknown): boolean {
  return text.trim() === ""
    ? value === undefined
    : JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
}
