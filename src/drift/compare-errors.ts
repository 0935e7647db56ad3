import { isJsonObject, type JsonObject } from "../text/is-json-object.js";
import { type Difference, difference } from "./difference.js";
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
  return errorsOf(exampleValues(documents.published, published)).flatMap((shown) =>
    errorDifferences(status, known, shown),
  );
}

function errorDifferences(
  status: string,
  known: readonly ErrorExample[],
  { error, at: pointer }: ErrorExample,
): Difference[] {
  const sides = (member: string, [first]: readonly ErrorExample[]) => ({
    ours: first?.error[member],
    published: error[member],
    pointer,
  });
  const code = String(error["code"]);
  const sameCode = known.filter((one) => one.error["code"] === error["code"]);
  if (sameCode.length === 0) {
    return [difference("error-code", `${status} error.code`, sides("code", known))];
  }
  const isOther = (member: string) =>
    error[member] !== undefined && sameCode.every((one) => one.error[member] !== error[member]);
  const found: Difference[] = [];
  if (isOther("type")) {
    const meaning = `the type of ${code} is another there`;
    found.push(difference("error-type", `${status} error.type`, { ...sides("type", sameCode), meaning }));
  }
  if (isOther("message")) {
    const meaning = `the message of ${code} reads otherwise there`;
    found.push(
      difference("error-message", `${status} error.message`, { ...sides("message", sameCode), meaning }),
    );
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
