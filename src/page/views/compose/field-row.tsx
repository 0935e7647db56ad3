import type { ComponentType } from "preact";
import { Line } from "../../parts/prose-text.js";
import type { Schemas } from "../../state/source.js";
import { ChoiceInput, JsonInput, NumberInput, TextInput, TextsInput } from "./field-inputs.js";
import { type FieldKind, type FormField, fits } from "./model-form.js";

type Input = typeof ChoiceInput;

const inputs: Readonly<Record<FieldKind, Input & ComponentType<Parameters<Input>[0]>>> = {
  choice: ChoiceInput,
  "yes-no": ChoiceInput,
  number: NumberInput,
  text: TextInput,
  "long-text": TextInput,
  url: TextInput,
  texts: TextsInput,
  urls: TextsInput,
  json: JsonInput,
};

/** Id of a parameter's input. */
export const inputId = (name: string) => `parameter-${name}`;

/** A parameter: its name, bounds and description, the input, and what was found about it. */
export function FieldRow({
  field,
  value,
  set,
  findings,
}: {
  readonly field: FormField;
  readonly value: unknown;
  readonly set: (value: unknown) => void;
  readonly findings: readonly Schemas["Finding"][];
}) {
  const { name, isRequired, bounds, about, byDefault, kind } = field;
  const id = inputId(name);
  const Input = fits(field, value) ? inputs[kind] : JsonInput;
  const facts = [bounds, byDefault === undefined ? "" : `default ${byDefault.replaceAll('"', "")}`];
  return (
    <div class={findings.length === 0 ? "field" : `field field-${findings[0]?.severity ?? "warn"}`}>
      <div class="field-name">
        <label for={id}>
          <code>{name}</code>
        </label>
        {isRequired ? <span class="field-required">required</span> : null}
        <span class="soft">{facts.filter((fact) => fact !== "").join(", ")}</span>
      </div>
      <Input field={field} value={value} set={set} id={id} describedBy={`${id}-about`} />
      <div id={`${id}-about`}>
        {findings.map(({ message, severity }, at) => (
          <p key={at} class={`finding finding-${severity}`}>
            {severity === "error" ? "Error: " : "Warning: "}
            {message}
          </p>
        ))}
        {about === "" ? null : (
          <p class="field-about">
            <Line text={about} />
          </p>
        )}
      </div>
    </div>
  );
}
