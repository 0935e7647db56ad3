import type { Finding } from "../contract/finding.js";
import type { Body } from "../contract/rules/define-rule.js";

/** Rules whose published sentence allows another reading than a refusal, and which. */
export const uncertainRefusals: ReadonlyMap<string, string> = new Map([
  ["duration-is-whole-seconds", "the schema says number, the prose integer: a fraction may be rounded"],
  ["video-reference-caps-duration", "capped may mean cut to 10"],
  ["edit-duration-is-zero-or-two-to-ten", "the schema lets 1 pass"],
  ["continuation-takes-one-video", "the schema has no upper bound: the first may be taken"],
  ["no-duplicate-json-keys", "a parsed body no longer shows the repetition"],
  ["callback-url-is-https", "the address may be judged when the callback is sent"],
  ["callback-url-is-public", "the address may be judged when the callback is sent"],
  ["callback-url-fits-2048", "the address may be judged when the callback is sent"],
]);

/**
 * Whether a service that keeps to the documents may pass over a complaint, and so charge: such cases are not sent to a
 * paid service.
 */
export function isUncertainRefusal({ rule, param }: Finding, body: Body): boolean {
  if (uncertainRefusals.has(rule)) return true;
  // A format is a remark to many validators; what it is about is looked at when the task runs.
  if (rule === "schema/format") return true;
  return rule.startsWith("schema/") && (countsAsAbsent(body[param]) || isNumeral(body[param]));
}

/** Digits in a text, which lenient decoders take for the number. */
function isNumeral(value: unknown): boolean {
  return typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value);
}

/** Values that many decoders do not tell from an absent parameter. */
function countsAsAbsent(value: unknown): boolean {
  return value === null || value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
}
