import type { JsonObject } from "../../../text/is-json-object.js";
import type { Verdict } from "../../state/judge.js";
import { setBody, setMember } from "./compose-state.js";
import { FieldRow } from "./field-row.js";
import type { FormField, ModelForm } from "./model-form.js";

/** A form for the parameters of a model, and for what else the body has. */
export function ComposeForm({
  form,
  body,
  verdict,
}: {
  /** `undefined` where no such model is served. */
  readonly form: ModelForm | undefined;
  readonly body: JsonObject;
  readonly verdict: Verdict | undefined;
}) {
  const fields = form?.fields ?? [];
  const known = new Set(["model", ...fields.map(({ name }) => name)]);
  const others = Object.keys(body).filter((name) => !known.has(name));
  const row = (field: FormField) => (
    <FieldRow
      key={`${String(body["model"])} ${field.name}`}
      field={field}
      value={Object.hasOwn(body, field.name) ? body[field.name] : undefined}
      set={(value) => setMember(field.name, value)}
      findings={findingsOf(verdict, field.name)}
    />
  );
  return (
    <form class="compose-form" onSubmit={(event) => event.preventDefault()}>
      {form === undefined ? (
        <p class="finding finding-error">No such model is served: choose one above.</p>
      ) : null}
      {fields.map(row)}
      {others.length === 0 ? null : (
        <>
          <div class="others-head">
            <h2>Not parameters of this model</h2>
            <button
              type="button"
              class="button"
              onClick={() =>
                setBody(Object.fromEntries(Object.entries(body).filter(([name]) => known.has(name))))
              }
            >
              Remove {others.length === 1 ? "it" : "them"}
            </button>
          </div>
          {others.map((name) => row(unknownField(name)))}
        </>
      )}
    </form>
  );
}

function findingsOf(verdict: Verdict | undefined, name: string): Verdict["findings"] {
  const pointer = `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return (verdict?.findings ?? []).filter(
    (finding) => finding.pointer === pointer || finding.pointer.startsWith(`${pointer}/`),
  );
}

function unknownField(name: string): FormField {
  return {
    name,
    kind: "json",
    isRequired: false,
    about: "",
    bounds: "",
    byDefault: undefined,
    choices: [],
    example: undefined,
    media: undefined,
  };
}
