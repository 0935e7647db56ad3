import { LiveDeliveries } from "../../../compose/live-deliveries.js";
import { allModels, type WanModel } from "../../../contract/models/model-ids.js";
import { type TaskFailureCode, taskFailures } from "../../../contract/task-failures.js";
import { isTaskId } from "../../../contract/vendor-operations.js";
import type { Timeline } from "../../../engine/timeline.js";
import { nameAdvice } from "../../../errors/close-names.js";
import { invalidOption } from "../../../errors/kit-error.js";
import { quoteForMessage } from "../../../errors/quote-for-message.js";
import type { MovableClock } from "../../../ports/clock.js";
import type { Attempt, Delivery } from "../../../ports/deliveries.js";
import { waitAfter } from "../../../simulation/callback-schedule.js";
import type { Instant } from "../../../simulation/instant.js";
import { VirtualClock } from "../../../stores/memory/virtual-clock.js";
import { exitCodes } from "../../exit-codes.js";
import { visibleText } from "../../reports/visible-text.js";
import { callbackTarget } from "../../sources/callback-target.js";
import { hooksOf, type Terminal } from "../../terminal/terminal.js";
import { type SampleEnd, sampleCallback } from "./sample-callback.js";

/** Flags of `trigger`, by the names that commander gives them. */
export interface TriggerFlags {
  readonly to: string;
  readonly model: string;
  readonly code?: string;
  readonly task?: string;
  readonly seed: number;
  readonly retry?: boolean;
  readonly yesLive?: boolean;
  readonly format: "pretty" | "json";
}

/** Time; tests bring their own. */
export interface TriggerOutside {
  readonly clock: MovableClock;
  /** Called with the time that attempts wait for. */
  readonly onTimeline?: (timeline: Timeline) => void;
}

const endings = ["completed", "failed", "cancelled"] as const;

/**
 * Sends one callback of a sample task, and prints what was sent and answered.
 *
 * @returns 0 when an attempt was answered with a 2xx, else 1
 * @throws {KitError} `INVALID_OPTION`
 */
export async function runTrigger(
  terminal: Terminal,
  ending: string,
  flags: TriggerFlags,
  { clock, onTimeline }: TriggerOutside = { clock: new VirtualClock() },
): Promise<number> {
  const end = sampleEnd(ending, flags, clock.now());
  const to = await callbackTarget("--to", flags.to, flags.yesLive);
  const task = await sampleCallback(end);
  const isPretty = flags.format === "pretty";
  if (isPretty) terminal.stdout.write(`POST ${to}\n${JSON.stringify(task, null, 2)}\n`);
  const deliveries = new LiveDeliveries({
    ...{
      clock,
      forwardTo: to,
      retry: flags.retry === true,
      onBug: hooksOf(terminal).onBug,
    },
    onAttempt: (delivery) => {
      if (isPretty) terminal.stdout.write(attemptText(delivery, flags.retry === true));
    },
  });
  onTimeline?.(deliveries.timeline);
  const delivery = await deliveries
    .deliver({ task: task.id, model: task.model }, JSON.stringify(task))
    .finally(() => deliveries.close());
  const isDelivered = delivery.state === "delivered";
  if (!isPretty) {
    const json = { to, body: task, delivered: isDelivered, attempts: delivery.attempts.map(attemptJson) };
    terminal.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  }
  return isDelivered ? exitCodes.clean : exitCodes.findings;
}

/** @throws {KitError} `INVALID_OPTION` */
function sampleEnd(ending: string, { model, code, task, seed }: TriggerFlags, now: Instant): SampleEnd {
  const known = endings.find((name) => name === ending);
  if (known === undefined)
    throw invalidOption(`${quoteForMessage(ending)} is no end of a task: use ${endings.join(", ")}`);
  if (code !== undefined && known !== "failed")
    throw invalidOption(`--code is for failed tasks alone: leave it out, or trigger failed`);
  if (!allModels.some((id) => id === model))
    throw invalidOption(`--model is ${quoteForMessage(model)}: ${nameAdvice(model, allModels)}`);
  if (code !== undefined && !Object.hasOwn(taskFailures, code))
    throw invalidOption(
      `--code is ${quoteForMessage(code)}, and no page documents it: ${nameAdvice(code, Object.keys(taskFailures))}`,
    );
  if (task !== undefined && !(isTaskId(task) && /^[\w-]+$/.test(task)))
    throw invalidOption(
      `--task is ${quoteForMessage(task)}: an id begins with task-unified- and has letters, digits, - and _`,
    );
  return {
    ...{ ending: known, model: model as WanModel, code: (code ?? "service_error") as TaskFailureCode },
    ...{ task, seed, now },
  };
}

/** An attempt, the answer under it, and what follows. */
function attemptText({ attempts, state }: Delivery, retry: boolean): string {
  const last = attempts.at(-1);
  if (last === undefined) return "";
  const { status, error, answer = "", incomplete } = last;
  const wait = waitAfter(attempts.length) ?? 0;
  const next = retry && state === "pending" ? `, next attempt in ${wait / 1000} s` : "";
  const cut = incomplete === undefined ? "" : `; ${incomplete}`;
  const outcome = status === undefined ? (error ?? "no answer") : String(status);
  const body = answer === "" ? "" : `${visibleText(answer).trimEnd()}\n`;
  return `${outcome} (${milliseconds(last)} ms${cut})${next}\n${body}`;
}

function attemptJson(attempt: Attempt): object {
  const { status, error, answer, incomplete } = attempt;
  return { status, error, milliseconds: milliseconds(attempt), answer, incomplete };
}

const milliseconds = ({ seconds }: Attempt): number => Math.round(seconds * 1000);
