import { describe, expect, test } from "vitest";
import { bundledModels } from "../../../src/contract/bundled-models.js";
import type { Severity } from "../../../src/contract/finding.js";
import { knownMedia } from "../../../src/contract/media/media-urls.js";
import type { Policy, Spending } from "../../../src/contract/policy.js";
import {
  type Asset,
  type Body,
  type Complaint,
  type Rule,
  sentenceOf,
} from "../../../src/contract/rules/define-rule.js";
import { type ContractSettings, defaultSettings } from "../../../src/contract/settings.js";
import { truncatePrompts } from "../../../src/contract/truncation.js";
import { scanJson } from "../../../src/text/duplicate-keys.js";

/** A complaint as a reader of the verdict meets it. */
export interface ShownComplaint {
  readonly severity: Severity;
  readonly at: string;
  readonly message: string;
  readonly suggestions?: readonly string[];
}

/** What a case knows beside its body. */
export interface Given {
  readonly assets?: Readonly<Record<string, Asset>>;
  readonly settings?: Partial<ContractSettings>;
  readonly policy?: Policy;
  readonly spending?: Spending;
}

/** A whole body, or the JSON text where the text itself matters. */
export type BodyOrText = Readonly<Record<string, unknown>> | string;

export const error = (at: string, message: string, suggestions?: readonly string[]): ShownComplaint =>
  suggestions === undefined
    ? { severity: "error", at, message }
    : { severity: "error", at, message, suggestions };
export const warn = (at: string, message: string, suggestions?: readonly string[]): ShownComplaint =>
  suggestions === undefined
    ? { severity: "warn", at, message }
    : { severity: "warn", at, message, suggestions };

/** A URL on the host of the examples. */
export const cdn = (file: string): string => `https://cdn.example.com/${file}`;

const bodyOf = (model: string, prompt: string) => (parameters: Record<string, unknown>) => ({
  model,
  prompt,
  ...parameters,
});
export const text = bodyOf("wan2.7-text-to-video", "A heron lands on a jetty");
export const image = bodyOf("wan2.7-image-to-video", "The kite climbs");
export const reference = bodyOf("wan2.7-reference-video", "A duet on a pier");
export const edit = bodyOf("wan2.7-video-edit", "Repaint it in charcoal");

/** Two images and one voice per named key. */
export const voiced = (voice_bindings: Record<string, unknown>, parameters: Record<string, unknown> = {}) =>
  reference({
    image_urls: [cdn("keeper.jpg"), cdn("lantern.png")],
    model_params: { voice_bindings },
    ...parameters,
  });

const parametersOf = new Map(
  bundledModels.map(({ id, properties }) => [id, new Set(Object.keys(properties))]),
);
const propertiesOf = new Map(bundledModels.map(({ id, properties }) => [id, properties]));
const modelsWith = (parameter: string) =>
  [...parametersOf].filter(([, parameters]) => parameters.has(parameter)).map(([id]) => id);

/** Runs one rule alone, on what the validator would hand it. */
export function complaintsOf(rule: Rule, bodyOrText: BodyOrText, given: Given = {}): readonly Complaint[] {
  const sent = (typeof bodyOrText === "string" ? JSON.parse(bodyOrText) : bodyOrText) as Body;
  const model = sent.model ?? "";
  const parameters = parametersOf.get(model);
  if (parameters === undefined) throw new Error(`a case needs one of the four models, not "${model}"`);
  const { assets = {}, spending } = given;
  const assetOf = (url: string) => (Object.hasOwn(assets, url) ? assets[url] : undefined);
  const body = truncatePrompts(sent);
  return rule.check({
    body,
    sent,
    model,
    duplicates: typeof bodyOrText === "string" ? scanJson(bodyOrText).duplicates : [],
    parameters,
    modelParams: new Set(Object.keys(propertiesOf.get(model)?.["model_params"]?.properties ?? {})),
    others: "ignored",
    modelsWith,
    assetOf,
    media: knownMedia({ body, parameters }, assetOf),
    settings: { ...defaultSettings, ...given.settings },
    policy: given.policy ?? {},
    defaultOf: (parameter) => propertiesOf.get(model)?.[parameter]?.default,
    spending: spending === undefined ? undefined : () => spending,
  });
}

/** The same with the sentences filled in. */
export function runRule(rule: Rule, bodyOrText: BodyOrText, given: Given = {}): ShownComplaint[] {
  return complaintsOf(rule, bodyOrText, given).map((complaint) => {
    const { at, severity = rule.meta.severity, suggestions } = complaint;
    const shown = { severity, at, message: sentenceOf(rule, complaint) };
    return suggestions === undefined ? shown : { ...shown, suggestions };
  });
}

type Accepted = readonly [name: string, body: BodyOrText, given?: Given];
type Refused = readonly [
  name: string,
  body: BodyOrText,
  complaints: readonly ShownComplaint[],
  given?: Given,
];

/** A rule's table: bodies it is silent on, and bodies with the exact complaints. No case may stand twice. */
export function testRule(
  rule: Rule,
  cases: { accepts: readonly Accepted[]; refuses: readonly Refused[] },
): void {
  const seen = new Set<string>();
  const once = (body: BodyOrText, given: Given | undefined) => {
    const key = JSON.stringify([body, given]);
    if (seen.has(key)) throw new Error(`${rule.id}: the case ${key.slice(0, 200)} stands twice`);
    seen.add(key);
  };
  describe(rule.id, () => {
    for (const [name, body, given] of cases.accepts) {
      once(body, given);
      test(`accepts ${name}`, () => expect(runRule(rule, body, given)).toEqual([]));
    }
    for (const [name, body, complaints, given] of cases.refuses) {
      once(body, given);
      if (complaints.length === 0) throw new Error(`${rule.id}: "${name}" is refused without a complaint`);
      test(`refuses ${name}`, () => expect(runRule(rule, body, given)).toEqual(complaints));
    }
  });
}
