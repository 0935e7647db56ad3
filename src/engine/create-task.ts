import type { Contract, Verdict } from "../contract/contract.js";
import { outputOf } from "../contract/effective-request.js";
import { MOST_KEPT_OF_URL } from "../contract/kept-body.js";
import { type AssetOf, knownAssets, knownFrom } from "../contract/media/media-inputs.js";
import type { ModelContract } from "../contract/model-contract.js";
import type { Body } from "../contract/rules/define-rule.js";
import type { Account, Admission, Grants } from "../ports/accounts.js";
import { billedAtEnd, reservationFor } from "../simulation/estimate.js";
import type { Instant } from "../simulation/instant.js";
import { type Plan, plannedEnd, planOf, stretched } from "../simulation/pace.js";
import { billingRuleOf, MICRO_PER_CREDIT, type MicroCredits, priceOf } from "../simulation/pricing.js";
import { changedPlan } from "../simulation/scenarios/scenario-effect.js";
import type { TaskOutcome, TaskRecord } from "../simulation/task.js";
import type { EngineParts } from "./engine-parts.js";
import { type TaskChange, taskChange } from "./forced-answer.js";
import type { Forced } from "./forced-call.js";
import { taskErrorOf } from "./judge-body.js";
import { maskOf, type SentBody, type SubmitRequest, sentBody } from "./submit-request.js";
import { endingOf } from "./task-lifecycle.js";

/** A submit that is accepted, unless the account has no room or credits for it. */
export interface JudgedSubmit {
  readonly account: Account;
  readonly grants: Grants;
  readonly request: SubmitRequest;
  /** The body as sent. */
  readonly body: Body;
  readonly verdict: Verdict;
  readonly assetOf: AssetOf;
  readonly forced: Forced;
}

/** A new task, and the body that its submit sent. */
export interface CreatedTask {
  readonly task: TaskRecord;
  readonly sent: SentBody;
}

/**
 * A new task with its credits held, or why there is none.
 */
export async function createTask(
  parts: EngineParts,
  submit: JudgedSubmit,
): Promise<CreatedTask | Exclude<Admission, "admitted">> {
  const { contract, accounts, ids, timeline, store, pace, priceList, room, terms } = parts;
  const { account, grants, request, body, verdict } = submit;
  await timeline.runDue();
  const sent = sentBody(body, request, verdict.model.properties, room.mostOfBody);
  const assets = knownAssets(verdict.model, verdict.body, submit.assetOf);
  const known = knownFrom(assets);
  const output = outputOf(verdict.model, verdict.body, known);
  const model = verdict.model.id;
  const change = taskChange(submit.forced);
  const recorded = recordedCredits(change);
  const reserved = recorded.reserved ?? reservationFor(priceList, verdict.model, verdict.body, output, known);
  const cost = recorded.cost ?? priceOf(priceList, model, billedAtEnd(body, output.seconds, known));
  const createdAt = timeline.now();
  const dailyLimit = dailyLimitOf(contract, grants, verdict.model);
  const number = await accounts.nextSubmit(account);
  for (let attempt = 0; ; attempt++) {
    const { taskId: id, jitter } = ids.draw(account.id, number, createdAt, attempt);
    // Accounts that were reset draw their ids anew: one of an older task claims neither place nor credits.
    if ((await store.get(id)) !== undefined) continue;
    const plan = planUnder(change, planOf(pace, output, jitter), parts.replaysAtPace);
    const endsAt = endOf(plan, createdAt);
    const asked = { at: createdAt, task: id, model, amount: reserved, endsAt, dailyLimit };
    const admission = await accounts.admit(account, asked);
    if (admission !== "admitted") return admission;
    const shared = terms.of({
      result: { width: output.size.width, height: output.size.height, seconds: output.seconds },
      billing: { rule: billingRuleOf(priceList, model), reserved, cost, userGroup: grants.userGroup },
      linkBase: request.linkBase,
    });
    const plain: TaskRecord = {
      id,
      account: account.id,
      model,
      createdAt,
      plan,
      outcome: change.outcome ?? outcomeOf(verdict),
      result: shared.result,
      billing: shared.billing,
      linkBase: shared.linkBase,
      request: sent.text,
      charged: undefined,
    };
    const task = withRare(plain, {
      callbackUrl: textIn(sent.body.callback_url),
      callbackTarget: sent.body.callback_url === body.callback_url ? undefined : textIn(body.callback_url),
      assets: shownAssets(assets, request, sent, body),
      scenario: change.scenario,
    });
    if (await store.insert(task)) {
      await parts.tasks.begin(task);
      if (room.isFull) await room.makeRoom();
      return { task, sent };
    }
    await accounts.settle([endingOf(task)], createdAt);
  }
}

/** A record with members that few tasks have: of the many that are kept, the others need no place for them. */
function withRare(
  task: TaskRecord,
  rare: Pick<TaskRecord, "callbackUrl" | "callbackTarget" | "assets" | "scenario">,
): TaskRecord {
  const { callbackUrl, assets, scenario } = rare;
  const hasNone = callbackUrl === undefined && assets === undefined && scenario === undefined;
  return hasNone ? task : { ...task, ...rare };
}

/** Known media as the record keeps them: keys hidden, and without URLs that were cut from the body. */
function shownAssets(
  assets: ReturnType<typeof knownAssets>,
  request: SubmitRequest,
  sent: SentBody,
  body: Body,
): ReturnType<typeof knownAssets> {
  if (sent.body === body) return assets;
  const shown = maskOf(request).value(assets);
  return sent.isCut ? shown?.filter(({ url }) => url.length <= MOST_KEPT_OF_URL) : shown;
}

/** Most that an account's tasks of a day may cost, where that is more than advice. */
function dailyLimitOf(contract: Contract, grants: Grants, model: ModelContract): MicroCredits | undefined {
  const { dailyCredits } = grants.policy ?? contract.policy;
  return dailyCredits === undefined || !contract.refusesBy("policy-daily-credits", model)
    ? undefined
    : Math.round(dailyCredits * MICRO_PER_CREDIT);
}

/** When time alone ends a task. */
function endOf(plan: Plan, createdAt: Instant): Instant | undefined {
  const end = plannedEnd(plan);
  return end === undefined ? undefined : createdAt + end;
}

/** Credits that were recorded, in micro-credits; those of a failed task say nothing of its price. */
function recordedCredits({ credits = {}, outcome }: TaskChange): {
  reserved?: MicroCredits;
  cost?: MicroCredits;
} {
  const { reserved, charged } = credits;
  return {
    ...(reserved === undefined ? {} : { reserved: Math.round(reserved * MICRO_PER_CREDIT) }),
    ...(charged === undefined || outcome?.kind !== "completed"
      ? {}
      : { cost: Math.round(charged * MICRO_PER_CREDIT) }),
  };
}

/** The plan of a task whose scenarios may change it. */
function planUnder(change: TaskChange, paced: Plan, replaysAtPace = false): Plan {
  const { plan, credits } = change;
  if (plan === undefined) return changedPlan(paced, change.pace);
  return replaysAtPace && credits !== undefined && plan.kind === "steps" ? stretched(plan, paced) : plan;
}

const completed: TaskOutcome = { kind: "completed" };

/** How a task ends that nothing else is forced on: media that break a limit fail it. */
function outcomeOf(verdict: Verdict): TaskOutcome {
  const error = taskErrorOf(verdict);
  return error === undefined ? completed : { kind: "failed", error };
}

/** A text; documents of other models may let `callback_url` be something else. */
function textIn(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
