import { bundledModels } from "../../contract/bundled-models.js";
import type { Contract } from "../../contract/contract.js";
import type { ModelContract, ParameterSchema } from "../../contract/model-contract.js";
import { exampleUrls, mediaKindOf } from "../../contract/models/model-traits.js";
import { traitsOf } from "../../contract/models/wan-models.js";
import type { MediaKind } from "../../contract/rules/define-rule.js";
import { submitCase } from "../submit-case.js";
import type { ExchangeCase } from "../verify-case.js";

/** A value of a parameter, described in words. */
type Probe = readonly [what: string, value: unknown];

/** Every bound of the documents' schemas: at it, past it, each value of an enumeration, other types, left out. */
export function boundCases(readings: readonly Contract[]): ExchangeCase[] {
  return bundledModels.flatMap((model) => boundsOf(model, readings));
}

function boundsOf(model: ModelContract, readings: readonly Contract[]): ExchangeCase[] {
  const { leastBody: base = {}, beside } = traitsOf(model.id);
  const group = `${model.id}: schema`;
  const make = (what: string, body: Readonly<Record<string, unknown>>) =>
    submitCase({ name: `${model.id}/${what}`, group, text: JSON.stringify(body) }, readings);
  const cases = [make("nothing but what it needs", base)];
  for (const [name, schema] of Object.entries(model.properties)) {
    // Ids of other models are among the HTTP errors.
    if (name === "model") continue;
    if (model.required.includes(name)) {
      const { [name]: _left, ...rest } = base;
      cases.push(make(`${name} left out`, rest));
    }
    for (const [what, value] of probesOf(name, schema)) {
      cases.push(make(`${name} ${what}`, { ...base, ...beside?.(name, value), [name]: value }));
    }
  }
  return cases;
}

function probesOf(name: string, schema: ParameterSchema): Probe[] {
  const wrongType = [["of another type", otherType(schema)] as const, ["null", null] as const];
  if (schema.enum !== undefined) {
    return [
      ...schema.enum.map((value): Probe => [`is ${String(value)}`, value]),
      ["outside its values", "none-of-these"],
      ...wrongType,
    ];
  }
  if (schema.type === "number" || schema.type === "integer") return [...numbers(schema), ...wrongType];
  if (schema.type === "array") return [...lists(name, schema), ...wrongType];
  if (schema.type === "boolean") return [["is true", true], ["is false", false], ...wrongType];
  if (schema.type === "object") return [...objects(schema), ...wrongType];
  return [...texts(name, schema), ...wrongType];
}

function otherType({ type, enum: values }: ParameterSchema): unknown {
  if (values !== undefined || type === "string") return 7;
  return type === "array" || type === "object" ? "text" : "yes";
}

function numbers({ minimum, maximum }: ParameterSchema): Probe[] {
  const probes: Probe[] = [];
  if (minimum !== undefined) probes.push(["at its minimum", minimum], ["below its minimum", minimum - 1]);
  if (maximum !== undefined) probes.push(["at its maximum", maximum], ["above its maximum", maximum + 1]);
  probes.push(["with a fraction", (minimum ?? 0) + 2.5]);
  probes.push(["as digits in a text", String(minimum ?? 1)]);
  return probes;
}

function texts(name: string, { maxLength, format }: ParameterSchema): Probe[] {
  if (format === "uri") {
    return [
      ["with an address", address(name)],
      ["that is no address", "not an address"],
      ["empty", ""],
    ];
  }
  if (maxLength === undefined) return [];
  return [
    ["as long as allowed", "a".repeat(maxLength)],
    // A code point beyond 16 bits counts once.
    ["as long as allowed, in emoji", "😀".repeat(maxLength)],
    ["one character too long", "a".repeat(maxLength + 1)],
  ];
}

function lists(name: string, { minItems, maxItems, items }: ParameterSchema): Probe[] {
  const most = maxItems ?? 1;
  const urls = (count: number) => exampleUrls(mediaKind(name), count);
  return [
    ["with one entry", urls(1)],
    ...(most > 1 ? [["with as many entries as allowed", urls(most)] as const] : []),
    ...(maxItems === undefined ? [] : [["with one entry too many", urls(most + 1)] as const]),
    ...(minItems === undefined ? [] : [["without entries", []] as const]),
    ["with an entry of another type", [7]],
    ...(items?.format === "uri" ? [["with an entry that is no address", ["not an address"]] as const] : []),
  ];
}

/** The container of voices, whose own rules have examples. */
function objects({ properties = {} }: ParameterSchema): Probe[] {
  const [inner] = Object.keys(properties);
  const empty: Probe = ["empty", {}];
  if (inner === undefined) return [empty];
  return [empty, [`with empty ${inner}`, { [inner]: {} }], [`with a list as ${inner}`, { [inner]: [] }]];
}

/** Every parameter with an address but `callback_url` takes media. */
function mediaKind(parameter: string): MediaKind {
  return mediaKindOf(parameter) ?? "image";
}

function address(parameter: string): string {
  return parameter === "callback_url"
    ? "https://hooks.example.com/wan"
    : exampleUrls(mediaKind(parameter), 1).join("");
}
