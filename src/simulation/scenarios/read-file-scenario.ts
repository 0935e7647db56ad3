import type { CatalogueEntry } from "../../contract/error-catalogue.js";
import { closeNames } from "../../errors/close-names.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { fitsPattern } from "../../text/fits-pattern.js";
import type { RecordedEnd, Recording } from "../recordings/recording.js";
import type { TaskQuirk } from "../task.js";
import type { FileScenario, FileScenarioMatch } from "./file-scenario.js";
import { readTimeline, type TimelineEffect, type WrittenFault, type WrittenStep } from "./read-timeline.js";
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
  readonly recording?: Recording;
}

export interface WrittenAnswer extends Partial<CatalogueEntry> {
  readonly status: number;
  /** Seconds. */
  readonly retry_after?: number;
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
  const { name, match, times, timeline, answer, recording } = written;
  checkName(name, faults);
  // A recorded submit may have named a model that is not served, and been refused.
  if (models !== undefined && match?.model !== undefined && recording === undefined)
    checkModel(match.model, models, faults);
  const summary = written.description ?? summaryOf(written);
  const calls = usedCalls(written, faults);
  const addOwn = (kind: Scenario["kind"], effect: ScenarioEffect) =>
    calls.unshift({ text: name, name, scenario: { name, kind, operation: "submit", summary, effect } });
  if (timeline !== undefined) {
    const notes = { faults, warnings, isRecorded: recording !== undefined };
    addOwn("task", withRecorded(readTimeline(timeline, notes), recording));
  }
  if (answer !== undefined) addOwn("http", answerEffect(answer));
  const scenario: Omit<FileScenario, "source"> = {
    name,
    summary,
    ...(match === undefined ? {} : { match }),
    ...(times === undefined ? {} : { times }),
    calls: calls.map((call) => ({ ...call, text: name, isOwn: true })),
    ...(recording === undefined ? {} : { recording }),
  };
  return { scenario, faults, warnings };
}

/** A timeline with the oddity of its end and the credits that were recorded. */
function withRecorded(effect: TimelineEffect, recording: Recording | undefined): TimelineEffect {
  if (recording === undefined) return effect;
  const { credits = {}, end } = recording;
  const quirk = end === undefined ? undefined : quirkOf(end);
  return { ...effect, credits, ...(quirk === undefined ? {} : { quirk }) };
}

/** The oddity of a recorded end that no step of a timeline says. */
function quirkOf({ status, without_results: hasNone }: RecordedEnd): TaskQuirk | undefined {
  if (status === "cancelled") return "status-cancelled";
  return hasNone === true ? "completed-without-results" : undefined;
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
