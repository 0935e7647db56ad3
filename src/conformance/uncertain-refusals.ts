/**
 * Rules whose refusal a conforming service may read another way, and so accept and charge: their cases are not sent to
 * a paid service. Rule by rule, what else the published sentence allows.
 */
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
