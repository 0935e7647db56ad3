import type { ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import schema from "../../../schemas/scenarios.schema.json" with { type: "json" };
import { closeNames, nameAdvice } from "../../errors/close-names.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import type { WrittenFault } from "../../simulation/scenarios/read-timeline.js";
import { pointerPart } from "../../text/json-pointer.js";

/** Something to change in a file. */
export interface FileFault extends WrittenFault {
  /** The key is to blame, not its value. */
  readonly of?: "key";
}

/** Finds the faults of a file by the published schema, one for each place. Compiled once per reader. */
export function schemaChecker(): (value: unknown) => FileFault[] {
  const options = { allErrors: true, verbose: true, strict: true, strictRequired: false };
  const validate = new Ajv2020(options).compile(schema);
  return (value) => {
    if (validate(value)) return [];
    const errors = (validate.errors ?? []).filter((error) => !isOfAlternative(error));
    // A member that is missing may be there under a misspelt name.
    const misspelt = new Set(
      errors.filter((error) => closeTo(error).length > 0).map(({ instancePath }) => instancePath),
    );
    const faults = new Map<string, FileFault>();
    for (const error of errors) {
      const mayBeMisspelt = error.keyword === "required" || error.keyword === "anyOf";
      if (mayBeMisspelt && misspelt.has(error.instancePath)) continue;
      const fault = faultOf(error);
      const place = `${fault.of ?? "value"} ${fault.pointer}`;
      if (!faults.has(place)) faults.set(place, fault);
    }
    return [...faults.values()];
  };
}

/** Errors of one alternative say nothing as long as another may fit. */
function isOfAlternative({ schemaPath, instancePath, data }: ErrorObject): boolean {
  if (schemaPath === "#/$defs/builtIn/anyOf")
    return instancePath.endsWith("/use") && typeof data !== "string";
  return /\/anyOf\/\d+\//.test(schemaPath);
}

/** Known names that are close to one that an object does not have. */
function closeTo({ keyword, params, parentSchema }: ErrorObject): string[] {
  if (keyword !== "additionalProperties") return [];
  const { properties = {} } = parentSchema as Described;
  const { additionalProperty } = params as { additionalProperty?: unknown };
  return closeNames(String(additionalProperty), Object.keys(properties));
}

function faultOf(error: ErrorObject): FileFault {
  const { instancePath: pointer, keyword } = error;
  const params = error.params as Readonly<Record<string, unknown>>;
  const { title = "value", properties = {} } = error.parentSchema as Described;
  const name = lastNameOf(pointer);
  switch (keyword) {
    case "additionalProperties": {
      const unknown = String(params["additionalProperty"]);
      const advice = nameAdvice(unknown, Object.keys(properties));
      const message = `${quoteForMessage(unknown)} is nothing that ${placeName(pointer)} has: ${advice}`;
      return { pointer: `${pointer}/${pointerPart(unknown)}`, of: "key", message };
    }
    case "required":
      return { pointer, message: `${placeName(pointer)} needs ${String(params["missingProperty"])}` };
    case "dependentRequired": {
      const message = "times counts the calls that match: add match, or drop times";
      return { pointer: `${pointer}/times`, of: "key", message };
    }
    case "false schema": {
      const message = `an answer makes no task, so ${name} has nothing to do: keep answer or ${name}`;
      return { pointer, of: "key", message };
    }
    case "minProperties":
      return { pointer, message: "a step says what happens: give it status, progress, complete or fail" };
    default:
      return { pointer, message: otherwise(error, title) };
  }
}

function otherwise({ instancePath: pointer, keyword, data }: ErrorObject, title: string): string {
  if (pointer === "") return `a scenario file is an object with "scenarios:", ${got(pointer, data)}`;
  if (/^\/scenarios\/\d+$/.test(pointer)) {
    return keyword === "anyOf"
      ? "a scenario says what happens: give it use, timeline or answer"
      : `a scenario is an object with a name, ${got(pointer, data)}`;
  }
  return `${lastNameOf(pointer)} is ${withArticle(title)}, ${got(pointer, data)}`;
}

interface Described {
  readonly title?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
}

function withArticle(title: string): string {
  if (/^(?:true|pending)\b/.test(title)) return title;
  return `${/^(?:[aeio]|API|HTTP)/.test(title) ? "an" : "a"} ${title}`;
}

/** API keys are shown nowhere. */
function got(pointer: string, value: unknown): string {
  if (value === null) return "got nothing";
  return pointer.endsWith("/match/key") ? "got something else" : `got ${quoteForMessage(value)}`;
}

function lastNameOf(pointer: string): string {
  const names = pointer.split("/").filter((part) => part !== "" && !/^\d+$/.test(part));
  return names.at(-1) ?? "a scenario file";
}

/** `/scenarios/0/match` -> `match`; an item of a list by what it is. */
function placeName(pointer: string): string {
  if (pointer === "") return "a scenario file";
  if (/^\/scenarios\/\d+$/.test(pointer)) return "a scenario";
  return /\/timeline\/\d+$/.test(pointer) ? "a step" : lastNameOf(pointer);
}
