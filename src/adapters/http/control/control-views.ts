import type { Contract } from "../../../contract/contract.js";
import { effectiveRequest } from "../../../contract/effective-request.js";
import { headerRules } from "../../../contract/header-rules.js";
import { knownFrom } from "../../../contract/media/media-inputs.js";
import type { Rule } from "../../../contract/rules/define-rule.js";
import { truncatePrompts } from "../../../contract/truncation.js";
import type { CallbackDeliveries } from "../../../engine/callback-deliveries.js";
import type { LiveAccount } from "../../../engine/control/live-account.js";
import type { ScenarioUses } from "../../../insight/scenario-uses.js";
import { labelOf } from "../../../ports/accounts.js";
import type { Delivery } from "../../../ports/deliveries.js";
import type { JournalEntry } from "../../../ports/journal.js";
import type { QueuedScenario } from "../../../ports/scenario-queue.js";
import type { Instant } from "../../../simulation/instant.js";
import { type Plan, plannedEnd } from "../../../simulation/pace.js";
import { type PriceList, toCredits, toUsd } from "../../../simulation/pricing.js";
import { type FileScenarios, fileScenarioRows } from "../../../simulation/scenarios/file-scenario.js";
import { anyStatus, scenarios } from "../../../simulation/scenarios/scenario-catalogue.js";
import { requestOf, type TaskRecord } from "../../../simulation/task.js";
import { taskObject } from "../../../simulation/task-object.js";
import { viewTask } from "../../../simulation/view-task.js";
import { cutText } from "../../../text/cut-text.js";

const iso = (at: Instant) => new Date(at).toISOString();

/** Everything about a task: as the vendor shows it, what was asked, when what happens, credits, deliveries. */
export function taskView(
  task: TaskRecord,
  now: Instant,
  known: { contract: Contract; callbacks: CallbackDeliveries; priceList: PriceList },
): object {
  const view = viewTask(task, now);
  const model = known.contract.model(task.model);
  const request = requestOf(task);
  const body = truncatePrompts(request);
  return {
    ...taskObject(task, view),
    key: labelOf(task.account),
    request,
    ...(task.scenario === undefined ? {} : { scenarios: task.scenario.names }),
    effective: model === undefined ? null : effectiveRequest(model, request, body, knownFrom(task.assets)),
    timeline: {
      created: iso(task.createdAt),
      processing: isoAfter(task, processingAfter(task.plan)),
      ends: isoAfter(task, plannedEnd(task.plan)),
      ended: view.endedAt === undefined ? null : iso(view.endedAt),
      pace: task.plan.kind === "polls" ? `polls:${task.plan.count}` : task.plan.kind,
      queries: task.queries ?? null,
    },
    billing: {
      rule: task.billing.rule,
      reserved: toCredits(task.billing.reserved),
      charged: task.charged === undefined ? null : toCredits(task.charged),
      charged_usd: task.charged === undefined ? null : toUsd(known.priceList, task.charged),
    },
    deliveries: known.callbacks.deliveries(task.id).map(deliveryView),
  };
}

/** Code points of a prompt that a summary shows. */
const MOST_OF_PROMPT = 200;

/** A row of a list of tasks: what costs little to make, so that thousands can be shown. */
export function taskSummary(task: TaskRecord, now: Instant): object {
  const view = viewTask(task, now);
  const { id, model, status, progress, usage, error } = taskObject(task, view);
  const { prompt } = requestOf(task);
  return {
    ...{ id, model, status, progress, key: labelOf(task.account) },
    created: iso(task.createdAt),
    ends: isoAfter(task, plannedEnd(task.plan)),
    ended: view.endedAt === undefined ? null : iso(view.endedAt),
    prompt: typeof prompt === "string" ? cutText(prompt, MOST_OF_PROMPT) : "",
    ...(error === undefined ? {} : { code: error.code }),
    credits_reserved: usage.credits_reserved,
    charged: task.charged === undefined ? null : toCredits(task.charged),
    ...(task.scenario === undefined ? {} : { scenarios: task.scenario.names }),
  };
}

function isoAfter(task: TaskRecord, after: number | undefined): string | null {
  return after === undefined ? null : iso(task.createdAt + after);
}

/** Milliseconds from the submit to the first processing, where time alone brings it. */
function processingAfter(plan: Plan): number | undefined {
  if (plan.kind === "steps") return plan.steps.find(({ status }) => status === "processing")?.after;
  return plan.kind === "timed" ? plan.processingAfter : undefined;
}

export function deliveryView(delivery: Delivery): object {
  return {
    id: delivery.id,
    task: delivery.task,
    key: delivery.key,
    model: delivery.model,
    callback_url: delivery.callbackUrl,
    target: delivery.target ?? null,
    state: delivery.state,
    ...(delivery.reason === undefined ? {} : { reason: delivery.reason }),
    attempts: delivery.attempts.map((attempt) => ({
      ...attempt,
      due: iso(attempt.due),
      sent: iso(attempt.sent),
    })),
  };
}

/** A journal entry with what its findings' rules say. */
export function entryView(entry: JournalEntry, rules: readonly Rule[]): object {
  const { at, ...rest } = entry;
  if (rest.kind !== "request") {
    return "amount" in rest
      ? { at: iso(at), ...rest, amount: toCredits(rest.amount) }
      : { at: iso(at), ...rest };
  }
  const { reserved, findings, sent: _sent, ...request } = rest;
  return {
    at: iso(at),
    ...request,
    ...(reserved === undefined ? {} : { credits_reserved: toCredits(reserved) }),
    findings: findings.map((finding) => {
      const summary = [...rules, ...headerRules].find(({ id }) => id === finding.rule)?.meta.summary;
      return summary === undefined ? finding : { ...finding, summary };
    }),
  };
}

/**
 * An account as a row of a list: `balance` is free to be spent, `null` while unlimited; `policy` has `null` for no rule.
 */
export async function accountSummary(account: LiveAccount): Promise<object> {
  const { label, balance, reserved, used, usedUsd, models, userGroup, limits, policy } = account;
  const noRules = { longestDuration: null, allowedQualities: null, dailyCredits: null };
  return {
    ...{ key: label, balance, reserved, used, used_usd: usedUsd },
    ...{ spent_today: await account.spentToday(), models, user_group: userGroup },
    limits: snakeCased(limits),
    policy: snakeCased({ ...noRules, ...policy }),
  };
}

/** The same with what its ledger tells. */
export async function accountView(account: LiveAccount): Promise<object> {
  const { usedByModel, ledger } = account;
  return {
    ...(await accountSummary(account)),
    by_model: usedByModel,
    ledger: ledger.map((entry) => ({ ...entry, at: iso(entry.at) })),
  };
}

/** All scenarios with how often each was used: those of files, then the catalogue. */
export function scenarioRows(own: FileScenarios, uses: Pick<ScenarioUses, "of">): object[] {
  const standard = [...scenarios, anyStatus].map(({ name, kind, operation, summary }) => ({
    name,
    kind,
    operation,
    summary,
  }));
  return [...fileScenarioRows(own), ...standard].map((row) => ({ ...row, used: uses.of(row.name) }));
}

/** An entry of the queue; a key is shown by its label. */
export function queuedView({ asked, left, match: { account, ...match } }: QueuedScenario): object {
  const { text: name } = asked;
  return { name, left, match: { ...(account === undefined ? {} : { key: labelOf(account) }), ...match } };
}

/** Bounds of everything that is kept, as `GET /_mock/health` shows them: the most, and how much there is now. */
export function boundsView(bounds: Readonly<Record<string, object>>): object {
  return snakeCased(Object.fromEntries(Object.entries(bounds).map(([name, one]) => [name, snakeCased(one)])));
}

/** `longestDuration` -> `longest_duration` */
export function inSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (big) => `_${big.toLowerCase()}`);
}

/** An object with its own names in snake case; values stay. */
export function snakeCased(object: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [inSnakeCase(name), value]));
}
