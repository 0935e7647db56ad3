import { type BodyRefusal, isBodyRefusal } from "../contract/body-refusal.js";
import type { Contract, Verdict } from "../contract/contract.js";
import { type AssetOf, mediaInputs } from "../contract/media/media-inputs.js";
import type { ModelContract } from "../contract/model-contract.js";
import type { Policy, Spending } from "../contract/policy.js";
import type { ReadBody } from "../contract/read-body.js";
import { TASK_ERROR_TYPE } from "../contract/task-failures.js";
import type { AssetSource } from "../ports/asset-source.js";
import type { TaskError } from "../simulation/task.js";
import { inTurns, SHORT_TEXT } from "./in-turns.js";

/** URLs of a body that are looked for: the documents allow eleven at the most. */
const MOST_ASKED = 100;

/** A body that was read, and the model that it is for. */
export interface AskedBody {
  readonly read: ReadBody;
  readonly model: ModelContract;
}

/** Reads the text of a body; other work is done between the steps of a long one. */
export function readText(
  contract: Contract,
  text: string,
): ReadBody | BodyRefusal | Promise<ReadBody | BodyRefusal> {
  return text.length > SHORT_TEXT ? inTurns(contract.readInSteps(text)) : contract.read(text);
}

/** A body with its model, or why it has none. */
export function askedBody(contract: Contract, read: ReadBody | BodyRefusal): AskedBody | BodyRefusal {
  if (isBodyRefusal(read)) return read;
  const model = contract.modelOf(read.body);
  return isBodyRefusal(model) ? model : { read, model };
}

/**
 * Knowledge of the media of a body; files of folders are read where the source has any. One answer holds for all who
 * ask about the body, whatever happens to the files meanwhile.
 */
export function mediaOf(
  { look }: AssetSource,
  { model, read }: AskedBody,
  otherwise: AssetOf,
): AssetOf | Promise<AssetOf> {
  if (look === undefined) return otherwise;
  const inputs = mediaInputs(model, read.body).slice(0, MOST_ASKED);
  return look(inputs.map(({ url }) => url));
}

/**
 * The judgement of a body, the same for a submit, for the linter and for `validateRequest`.
 *
 * @param policy - house rules that hold in place of the contract's
 * @param spending - credits of the account's day, where a house rule limits them
 */
export function judgeBody(
  contract: Contract,
  { model, read: { body, duplicates } }: AskedBody,
  assetOf: AssetOf,
  policy?: Policy,
  spending?: () => Spending,
): Verdict {
  const context = { duplicates, assetOf };
  if (policy === undefined && spending === undefined) return contract.check(model, body, context);
  return contract.check(model, body, {
    ...context,
    ...(policy === undefined ? {} : { policy }),
    ...(spending === undefined ? {} : { spending }),
  });
}

/** The error that an accepted task ends with because its media break a limit. */
export function taskErrorOf({ failure }: Verdict): TaskError | undefined {
  return failure === undefined ? undefined : { ...failure, type: TASK_ERROR_TYPE };
}
