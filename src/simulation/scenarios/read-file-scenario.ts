import type { CatalogueEntry } from "../../contract/error-catalogue.js";
import { taskFailures } from "../../contract/task-failures.js";
import { closeNames } from "../../errors/close-names.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { fitsPattern } from "../../text/fits-pattern.js";
import { ownMember } from "../../text/own-member.js";
import { parseDuration } from "../duration.js";
import type { TimelinePlan, TimelineStep } from "../pace.js";
import { failureWith, type TaskOutcome } from "../task.js";
import type { FileScenario, FileScenarioMatch } from "./file-scenario.js";
import { isUnknown, parseScenario, type ScenarioCall } from "./scenario.js";
import { answerFor } from "./scenario-answer.js";
import { findScenario, type Scenario, TOO_MANY_RETRY_AFTER_SECONDS } from "./scenario-catalogue.js";
import type { ScenarioEffect, ScenarioOperation } from "./scenario-effect.js";

/** A scenario as a file has it, once its schema holds. */
export interface RawFileScenario {
  readonly name: string;
  readonly description?: string;
  readonly match?: FileScenarioMatch;
  readonly times?: number;
  readonly use?: string | readonly string[];
  readonly timeline?: readonly WrittenStep[];
  readonly answer?: WrittenAnswer;
}

export interface WrittenStep {
  readonly at: string | number;
  readonly status?: "pending" | "processing";
  readonly progress?: number;
  readonly fail?: { readonly code: string; readonly message?: string };
  readonly complete?: true;
}

export interface WrittenAnswer extends Partial<CatalogueEntry> {
  readonly status: number;
  /** Seconds. */
  readonly retry_after?: number;
}

/** Something to change in a scenario, and where in it. */
export interface WrittenFault {
  /** JSON pointer from the scenario on; `""` is the scenario. */
  readonly pointer: string;
  readonly message: string;
}

/**
 * Reads a scenario of a file: what a schema cannot say of it.
 *
 * @param models - ids of the models that are served; not looked at when absent
 * @returns the scenario without its place, which its reader knows, what keeps it from being one, and oddities that are
 * carried out all the same
 */
export function readFileScenario(written: RawFileScenario, models: readonly string[] | undefined) {
  const faults: WrittenFault[] = [];
  const warnings: WrittenFault[] = [];
  const { name, match, times, timeline, answer } = written;
  checkName(name, faults);
  if (models !== undefined && match?.model !== undefined) checkModel(match.model, models, faults);
  const summary = written.description ?? summaryOf(written);
  const calls = usedCalls(written, faults);
  const addOwn = (kind: Scenario["kind"], effect: ScenarioEffect) =>
    calls.unshift({ text: name, name, scenario: { name, kind, operation: "submit", summary, effect } });
  if (timeline !== undefined) addOwn("task", readTimeline(timeline, faults, warnings));
  if (answer !== undefined) addOwn("http", answerEffect(answer));
  const scenario: Omit<FileScenario, "source"> = {
    name,
    summary,
    ...(match === undefined ? {} : { match }),
    ...(times === undefined ? {} : { times }),
    calls: calls.map((call) => ({ ...call, text: name, isOwn: true })),
  };
  return { scenario, faults, warnings };
}

const operations: readonly ScenarioOperation[] = ["submit", "query", "download", "callback"];

function checkName(name: string, faults: WrittenFault[]): void {
  if (operations.every((operation) => findScenario(operation, name) === undefined)) return;
  faults.push({
    pointer: "/name",
    message: `${quoteForMessage(name)} is the name of a built-in scenario: give this one another`,
  });
}

function checkModel(model: string, models: readonly string[], faults: WrittenFault[]): void {
  if (models.some((id) => fitsPattern(id, model))) return;
  const close = closeNames(model.replaceAll("*", ""), models);
  const advice = close.length > 0 ? `did you mean ${close.join(" or ")}?` : `served are ${models.join(", ")}`;
  faults.push({
    pointer: "/match/model",
    message: `no model here fits ${quoteForMessage(model)}: ${advice}`,
  });
}

function usedCalls({ use, timeline }: RawFileScenario, faults: WrittenFault[]): ScenarioCall[] {
  const texts = use === undefined ? [] : typeof use === "string" ? [use] : use;
  const placeOf = (index: number) => (typeof use === "string" ? "/use" : `/use/${index}`);
  const used: ScenarioCall[] = [];
  const sorts = new Map<string, string>();
  for (const [index, text] of texts.entries()) {
    const refuse = (message: string) => faults.push({ pointer: placeOf(index), message });
    const call = parseScenario(text);
    if (isUnknown(call)) {
      refuse(call.message);
      continue;
    }
    const { scenario, times } = call;
    if (scenario.operation === "upload") {
      refuse(`${text} hits uploads, which no submit has: ask for it by header, by key or from the queue`);
      continue;
    }
    const sort = sortOf(scenario);
    const before = sorts.get(sort);
    if (before !== undefined) {
      refuse(`${text} and ${before} cannot both happen to the ${scenario.operation}: keep one`);
    } else if (timeline !== undefined && scenario.effect.kind === "task") {
      refuse(`${text} decides how the task goes, and so does the timeline: keep one`);
    } else if (sort === "answer" && (texts.length > 1 || timeline !== undefined)) {
      refuse(`${text} answers in place of the service, so no task is made: nothing can go with it`);
    } else if (times !== undefined && scenario.operation !== "query" && scenario.operation !== "download") {
      refuse(`${text} has a number: write "times: ${times}" beside match`);
    }
    sorts.set(sort, text);
    used.push(call);
  }
  return used;
}

/** Scenarios of one sort exclude each other. */
function sortOf({ operation, effect }: Scenario): string {
  if (operation !== "submit") return operation;
  if (effect.kind === "answer" || effect.kind === "no-answer") return "answer";
  return effect.kind === "task" ? "task" : "way of the answer";
}

function readTimeline(
  steps: readonly WrittenStep[],
  faults: WrittenFault[],
  warnings: WrittenFault[],
): ScenarioEffect {
  const plan: TimelineStep[] = [];
  let before: TimelineStep | undefined;
  let doneAfter: number | undefined;
  let outcome: TaskOutcome = { kind: "completed" };
  for (const [index, step] of steps.entries()) {
    const refuse = (part: string, message: string) =>
      faults.push({ pointer: `/timeline/${index}${part}`, message });
    const after = parseDuration(step.at);
    if (after === undefined) {
      refuse(
        "/at",
        `at is a duration such as 40s or 2m, a hundred years at most, got ${quoteForMessage(step.at)}`,
      );
      continue;
    }
    if (doneAfter !== undefined) {
      refuse("", "nothing comes after the end: drop this step, or move the end to the last place");
      break;
    }
    if (before !== undefined && after <= before.after) {
      refuse(
        "/at",
        `at is later in each step: ${quoteForMessage(step.at)} does not come after ${quoteForMessage(steps[index - 1]?.at)}`,
      );
    }
    if (step.fail !== undefined || step.complete !== undefined) {
      doneAfter = after;
      outcome = endOf(step, refuse, warnings, index);
      continue;
    }
    before = nextStep(step, after, before, refuse);
    plan.push(before);
  }
  const end = doneAfter === undefined ? {} : { doneAfter };
  return { kind: "task", outcome, plan: { kind: "steps", steps: plan, ...end } satisfies TimelinePlan };
}

type Refuse = (part: string, message: string) => void;

function nextStep(
  step: WrittenStep,
  after: number,
  before: TimelineStep | undefined,
  refuse: Refuse,
): TimelineStep {
  const progress = step.progress ?? before?.progress ?? 0;
  const status = step.status ?? (progress > 0 ? "processing" : (before?.status ?? "pending"));
  if (before !== undefined && progress < before.progress) {
    refuse("/progress", `progress never falls: ${progress} comes after ${before.progress}`);
  }
  if (status === "pending" && before?.status === "processing") {
    refuse("/status", "a task that is processing does not go back to pending");
  } else if (status === "pending" && progress > 0) {
    refuse("/status", `a pending task has no progress, got ${progress}: its status is processing`);
  }
  return { after, status, progress };
}

function endOf(step: WrittenStep, refuse: Refuse, warnings: WrittenFault[], index: number): TaskOutcome {
  if (step.fail !== undefined && step.complete !== undefined) {
    refuse("/complete", "a task completes or fails: keep complete or fail");
  }
  for (const part of ["status", "progress"] as const) {
    if (step[part] !== undefined) refuse(`/${part}`, `the end says its ${part} itself: drop ${part} here`);
  }
  if (step.fail === undefined) return { kind: "completed" };
  const { code, message } = step.fail;
  const documented = ownMember(taskFailures, code);
  if (documented === undefined) {
    const [close] = closeNames(code, Object.keys(taskFailures));
    const advice = close === undefined ? "" : `, did you mean ${close}?`;
    warnings.push({
      pointer: `/timeline/${index}/fail/code`,
      message: `${quoteForMessage(code)} is no documented code of a failed task${advice}`,
    });
  }
  return failureWith(code, message ?? documented ?? `The task failed with ${code}`);
}

function answerEffect(written: WrittenAnswer): ScenarioEffect {
  const { status, code, retry_after: retryAfter, ...given } = written;
  const entry = { ...answerFor("submit", status, code), ...given };
  const wait = retryAfter ?? (status === 429 ? TOO_MANY_RETRY_AFTER_SECONDS : undefined);
  return { kind: "answer", entry, ...(wait === undefined ? {} : { retryAfterSeconds: wait }) };
}

function summaryOf({ use, timeline, answer }: RawFileScenario): string {
  const parts: string[] = [];
  if (answer !== undefined) {
    const { status, code, message } = answerFor("submit", answer.status, answer.code);
    parts.push(`${status} ${code}: ${answer.message ?? message}`);
  }
  if (timeline !== undefined) parts.push(`A timeline of ${timeline.length} steps`);
  if (use !== undefined) parts.push(typeof use === "string" ? use : use.join(", "));
  return parts.join("; ");
}
