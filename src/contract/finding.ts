import { cutText, longest } from "../text/cut-text.js";

/** What a finding does: `error` refuses the request (or fails its task), `warn` accepts and reports. */
export type Severity = "error" | "warn";

/** A rule's setting: a severity, or `off`. */
export type RuleSetting = Severity | "off";

/** Where a rule or keyword is stated: a place in one of our documents, or a section of the vendor's guide. */
export interface Source {
  /** Document (`wan2.7-text-to-video`) or `guide`. */
  readonly page: string;
  /** JSON pointer into the document under `openapi/`, or the guide's section heading. */
  readonly at: string;
}

/** One complaint about a request, as validator, journal, lint and log show it. */
export interface Finding {
  /** Rule id, or `schema/KEYWORD` for a bound that the OpenAPI document states. */
  readonly rule: string;
  readonly severity: Severity;
  /** JSON pointer (RFC 6901) into the body; `""` is the body itself. A name of more than 100 characters is cut in it. */
  readonly pointer: string;
  /** The same place as the vendor writes it: `model_params.voice_bindings.image5`; `""` for the body. */
  readonly param: string;
  /** One sentence: parameter, value, bound, and what to change. */
  readonly message: string;
  readonly source: Source;
  /** Close names, when the finding is about a misspelt one. */
  readonly suggestions?: readonly string[];
  /** Set where an `error` lets the request pass, and the task fails when it is processed. */
  readonly effect?: "fails-task";
}

/** Findings told of one request at the most. */
export const MOST_FINDINGS = 100;

/**
 * Makes a finding; the only place where one is put together, so that whatever a body says is cut in all of them.
 * The message has 1,000 characters at the most, the pointer and `param` 300 each.
 */
export function makeFinding(parts: Omit<Finding, "param"> & { readonly param?: string }): Finding {
  const pointer = cutPointer(parts.pointer);
  const param = cutText(parts.param ?? paramOf(pointer), longest.pointer);
  const message = cutText(parts.message, longest.message);
  if (parts.suggestions === undefined) return { ...parts, pointer, param, message };
  const suggestions = parts.suggestions.map((name) => cutText(name, longest.id));
  return { ...parts, pointer, param, message, suggestions };
}

/** Whether a finding turns the request down. */
export function refuses({ severity, effect }: Finding): boolean {
  return severity === "error" && effect === undefined;
}

/** `/model_params/voice_bindings/a~1b` -> `model_params.voice_bindings.a/b`; array indexes read `image_urls[0]`. */
export function paramOf(pointer: string): string {
  if (pointer === "") return "";
  let param = "";
  for (const raw of pointer.slice(1).split("/")) {
    const part = nameIn(raw);
    if (/^\d+$/.test(part) && param !== "") param += `[${part}]`;
    else param += param === "" ? part : `.${part}`;
  }
  return param;
}

/** One part of a JSON pointer, escaped; a name of more than 100 characters is cut. */
export function pointerPart(key: string): string {
  return cutText(key, longest.id).replaceAll("~", "~0").replaceAll("/", "~1");
}

function nameIn(part: string): string {
  return part.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The pointer with long names cut, and `/...` in place of the parts that make it too long. */
function cutPointer(pointer: string): string {
  if (pointer.length <= longest.id) return pointer;
  let kept = "";
  for (const raw of pointer.slice(1).split("/")) {
    const part = pointerPart(nameIn(raw));
    if (kept.length + part.length > longest.pointer) return `${kept}/...`;
    kept += `/${part}`;
  }
  return kept;
}

/** The value at a JSON pointer, or `undefined` where it leads nowhere. Only own members count. */
export function valueAt(body: unknown, pointer: string): unknown {
  let value = body;
  if (pointer === "") return value;
  for (const raw of pointer.slice(1).split("/")) {
    const key = nameIn(raw);
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** A value as a sentence shows it: short, on one line, never the inside of an object. */
export function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(cutText(value, longest.name));
  if (Array.isArray(value))
    return value.length === 1 ? "an array of 1 item" : `an array of ${value.length} items`;
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}
