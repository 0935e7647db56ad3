import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import type { Difference } from "./drift-finding.js";
import { followed, itemsOf, type Located, memberOf, membersOf } from "./schema-node.js";
import type { Documents } from "./schema-pair.js";

/**
 * Compares the error bodies that the examples of an answer show: by its code a client decides what to do.
 *
 * @param status - such as `"402"`
 */
export function compareErrors(
  documents: Documents,
  status: string,
  ours: Located,
  published: Located,
): Difference[] {
  const known = errorsOf(exampleValues(documents.ours, ours));
  if (known.length === 0) return [];
  const found: Difference[] = [];
  for (const { error, at } of errorsOf(exampleValues(documents.published, published))) {
    const sameCode = known.filter((one) => one.error["code"] === error["code"]);
    const base = { part: "answer", pointer: at } as const;
    if (sameCode.length === 0) {
      found.push({
        ...base,
        severity: "critical",
        change: "error-code",
        parameter: `${status} error.code`,
        ours: known[0]?.error["code"],
        published: error["code"],
        meaning: "a client that branches on the code takes another way there",
      });
      continue;
    }
    const [same] = sameCode;
    if (error["type"] !== undefined && sameCode.every((one) => one.error["type"] !== error["type"])) {
      found.push({
        ...base,
        severity: "critical",
        change: "error-type",
        parameter: `${status} error.type`,
        ours: same?.error["type"],
        published: error["type"],
        meaning: `the type of ${String(error["code"])} is another there`,
      });
    }
    if (
      error["message"] !== undefined &&
      sameCode.every((one) => one.error["message"] !== error["message"])
    ) {
      found.push({
        ...base,
        severity: "warning",
        change: "error-message",
        parameter: `${status} error.message`,
        ours: same?.error["message"],
        published: error["message"],
        meaning: `the message of ${String(error["code"])} reads otherwise there`,
      });
    }
  }
  return found;
}

interface ErrorExample {
  readonly error: JsonObject;
  readonly at: string;
}

function errorsOf(examples: readonly Located[]): ErrorExample[] {
  return examples.flatMap(({ value, at }) => {
    const error = isJsonObject(value) && Object.hasOwn(value, "error") ? value["error"] : undefined;
    return isJsonObject(error) && error["code"] !== undefined ? [{ error, at: `${at}/error` }] : [];
  });
}

/** The values of all examples of a body: `example`, `examples`, and those of its schema. */
export function exampleValues(document: Documents["ours"], holder: Located): Located[] {
  const content = memberOf(holder, "content", "application/json");
  if (content === undefined) return [];
  const named = membersOf(memberOf(content, "examples")).flatMap(([, example]) => {
    const value = memberOf(followed(document, example), "value");
    return value === undefined ? [] : [value];
  });
  const schema = memberOf(content, "schema");
  const shape = schema === undefined ? undefined : followed(document, schema);
  const single = [memberOf(content, "example"), shape === undefined ? undefined : memberOf(shape, "example")];
  const listed = shape === undefined ? [] : itemsOf(memberOf(shape, "examples"));
  return [...named, ...single.filter((example) => example !== undefined), ...listed];
}
