import { isBodyRefusal } from "../contract/body-refusal.js";
import { bundledModels } from "../contract/bundled-models.js";
import { Contract } from "../contract/contract.js";
import { type Finding, refuses } from "../contract/finding.js";
import type { Rejection } from "../contract/rejection.js";
import type { Body } from "../contract/rules/define-rule.js";
import { rules } from "../contract/rules/rule-list.js";
import { defaultSettings } from "../contract/settings.js";

/** The verdict on a body's text under one reading of the contract. */
export interface SubmitVerdict {
  /** The answer, when it is refused. */
  readonly rejection: Rejection | undefined;
  /** The findings that refuse it; empty when the body could not be read so far. */
  readonly reasons: readonly Finding[];
  readonly model: string | undefined;
  readonly body: Body | undefined;
}

/** The contract with the default settings of the kit. */
const asDocumented = new Contract(bundledModels, rules, defaultSettings);

/** Judges a text as the service would, knowing nothing of the media it names. */
export function submitVerdict(text: string, contract = asDocumented): SubmitVerdict {
  const read = contract.read(text);
  if (isBodyRefusal(read))
    return { rejection: read.rejection, reasons: [], model: undefined, body: undefined };
  const model = contract.modelOf(read.body);
  if (isBodyRefusal(model)) {
    return { rejection: model.rejection, reasons: [], model: undefined, body: read.body };
  }
  const { findings, rejection } = contract.check(model, read.body, { duplicates: read.duplicates });
  return { rejection, reasons: findings.filter(refuses), model: model.id, body: read.body };
}
