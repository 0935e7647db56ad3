import { isDeepStrictEqual } from "node:util";
import type { JsonObject } from "../../text/is-json-object.js";
import { contentOf, member } from "./document-parts.js";

/** The body of one model's submit, or one of its answers. */
export interface ExampleHolder {
  readonly model: string;
  readonly holder: JsonObject;
}

interface Example {
  readonly model: string;
  readonly name: string;
  readonly example: JsonObject;
}

/**
 * The examples of all models. Each is called `MODEL.NAME` and its label begins with the model, so that a request and
 * the answer to it have the same name; what several models show alike stands there once, under its own name.
 */
export function examplesOf(holders: readonly ExampleHolder[]): JsonObject {
  const all = holders.flatMap(examplesIn);
  const entries = all.map((one) => {
    const { model, name, example } = one;
    const others = all.filter((other) => other !== one && other.name === name);
    const isShared = others.length > 0 && others.every((other) => isSame(one, other));
    return isShared
      ? [name, example]
      : [under(`${model}.`, name), { ...example, summary: under(`${model}: `, labelOf(one)) }];
  });
  return Object.fromEntries(entries) as JsonObject;
}

/** The examples of one model by the names of its document; those of other models are left out. */
function examplesIn({ model, holder }: ExampleHolder): Example[] {
  const content = contentOf(holder);
  const single = "example" in content ? { example: { value: content["example"] } } : {};
  const named: Readonly<Record<string, JsonObject>> = { ...single, ...member(content, "examples") };
  return Object.entries(named)
    .map(([name, example]) => ({ model, name, example }))
    .filter(({ example }) => [undefined, model].includes(modelIn(example)));
}

function modelIn(example: JsonObject): string | undefined {
  const { model } = member(example, "value");
  return typeof model === "string" ? model : undefined;
}

function isSame(one: Example, other: Example): boolean {
  return isDeepStrictEqual(one.example["value"], other.example["value"]);
}

function labelOf({ name, example }: Example): string {
  const { summary } = example;
  return typeof summary === "string" ? summary : name.replaceAll("_", " ");
}

/** A text with a prefix; one that has it already stays as it is. */
function under(prefix: string, text: string): string {
  return text.startsWith(prefix) ? text : `${prefix}${text}`;
}
