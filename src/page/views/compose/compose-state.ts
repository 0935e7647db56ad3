import { computed, signal } from "@preact/signals";
import { isJsonObject, type JsonObject } from "../../../text/is-json-object.js";
import { constant } from "../../state/resource.js";
import { sessionText } from "../../state/session.js";
import type { VendorAnswer } from "../../state/vendor-call.js";
import { firstBody, type ModelForm, modelForms, withMember } from "./model-form.js";

/** The body as it will be sent. It is JSON text, and need not be JSON while it is typed. */
export const bodyText = sessionText("wan-mock.compose", "");

/** Which of the two editors is on screen: `form` or `json`. */
export const editor = sessionText("wan-mock.compose.editor", "form");

/** `X-Wan-Mock-Scenario`; empty for none. */
export const scenario = sessionText("wan-mock.compose.scenario", "");

/** The latest answer, which stays while other views are looked at. */
export const answered = signal<
  { readonly answer: VendorAnswer; readonly sequence: number | undefined } | undefined
>(undefined);

/** The body as an object, or why the form cannot show it. */
export const parsedBody = computed<{ readonly body: JsonObject } | { readonly problem: string }>(() => {
  try {
    const body: unknown = JSON.parse(bodyText.value);
    return isJsonObject(body) ? { body } : { problem: "The body is not a JSON object." };
  } catch (error) {
    return { problem: `The body is not JSON: ${(error as Error).message}.` };
  }
});

/** The forms of all models that the mock serves; `undefined` until its document is read. */
export const forms = computed<readonly ModelForm[] | undefined>(() => {
  const { value } = constant<unknown>("/_mock/openapi.json").value;
  return value === undefined ? undefined : modelForms(value);
});

/** Takes a body over into both editors. */
export function setBody(body: unknown): void {
  bodyText.value = JSON.stringify(body, null, 2);
}

/**
 * Changes the model. What was typed stays, also where the new model has no such parameter; an example as it came makes
 * room for one of the new model.
 */
export function setModel(name: string): void {
  const all = forms.value ?? [];
  const parsed = parsedBody.value;
  const given = all.flatMap((form) => [firstBody(form), ...form.examples.map(({ body }) => body)]);
  const isTyped = "body" in parsed && !given.some((body) => isEqual(body, parsed.body));
  const form = all.find(({ model }) => model === name);
  if (isTyped || form === undefined) setMember("model", name);
  else setBody(firstBody(form));
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Sets a member of the body, or removes it where the value is `undefined`. */
export function setMember(name: string, value: unknown): void {
  if ("body" in parsedBody.value) setBody(withMember(parsedBody.value.body, name, value));
}
