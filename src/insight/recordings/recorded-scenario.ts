import { refuses } from "../../contract/finding.js";
import type { Body } from "../../contract/rules/define-rule.js";
import type { RequestEvent } from "../../ports/journal.js";
import { durationText } from "../../simulation/duration.js";
import { toCredits } from "../../simulation/pricing.js";
import { isRecordable } from "../../simulation/recordings/recorded-body.js";
import { recordedText, recordedValue } from "../../simulation/recordings/recorded-text.js";
import type { Recording } from "../../simulation/recordings/recording.js";
import type { FileScenarioMatch } from "../../simulation/scenarios/file-scenario.js";
import type { RawFileScenario, WrittenAnswer } from "../../simulation/scenarios/read-file-scenario.js";
import type { WrittenStep } from "../../simulation/scenarios/read-timeline.js";
import { submitDisagreements, type TaskRecording } from "./task-recording.js";

/** A recorded scenario; its file gives it its name. */
export type RecordedScenario = Omit<RawFileScenario, "name">;

/** A body as it was sent; `undefined` for one that could not be read, or was too large to keep. */
type SentBody = Body | undefined;

/** The scenario of a task, as far as it has gone. */
export function taskScenario(seen: TaskRecording, submit: RequestEvent, body: SentBody): RecordedScenario {
  const { end, charged, reserved, polls, morePolls, callbacks, disagreements } = seen;
  const credits = {
    ...(reserved === undefined ? {} : { reserved }),
    ...(charged === undefined ? {} : { charged: toCredits(charged) }),
  };
  return recorded({
    description: taskDescription(seen),
    ...matchOf(body),
    ...useOf(submit),
    timeline: timelineOf(seen),
    recording: {
      ...recordingOf(submit, body, new Date(seen.createdAt)),
      task: seen.task,
      ...(Object.keys(credits).length === 0 ? {} : { credits }),
      ...(polls.length === 0 ? {} : { polls }),
      ...(morePolls === 0 ? {} : { more_polls: morePolls }),
      ...(end === undefined ? {} : { end: end.recorded }),
      ...(callbacks.length === 0 ? {} : { callbacks }),
      ...(disagreements.length === 0 ? {} : { disagreements }),
      ...(end === undefined ? { unfinished: true } : {}),
    },
  });
}

/** The scenario of a submit that made no task. */
export function refusalScenario(submit: RequestEvent, body: SentBody): RecordedScenario {
  const { status, code, fault } = submit;
  const disagreements = [
    ...submitDisagreements(submit),
    ...(isAnswer(status) || status === 0 ? [] : [`answered with status ${status} and no task`]),
  ];
  return recorded({
    description: `A recorded submit without a task: ${status === 0 ? (fault ?? "no answer") : [status, code].join(" ").trim()}`,
    ...matchOf(body),
    ...(status === 0 ? { use: fault === "hang" ? "hang" : "reset" } : { answer: answerOf(submit) }),
    recording: {
      ...recordingOf(submit, body, new Date(submit.at)),
      ...(disagreements.length === 0 ? {} : { disagreements }),
    },
  });
}

/** Without keys and signed query strings, in whatever text. */
function recorded(scenario: RecordedScenario): RecordedScenario {
  const { description = "" } = scenario;
  return recordedValue({
    ...scenario,
    description: description.slice(0, MOST_OF_DESCRIPTION),
  }) as RecordedScenario;
}

function taskDescription({ end }: TaskRecording): string {
  if (end === undefined) return "A recorded task that had not ended";
  const { status, error } = end.recorded;
  return `A recorded task: ${status}${error === undefined ? "" : ` with ${error.code}`}`;
}

function recordingOf(submit: RequestEvent, body: SentBody, at: Date): Recording {
  const { callback_url: url } = (body ?? {}) as { readonly callback_url?: unknown };
  return {
    submitted: at.toISOString(),
    ...(submit.live === true ? { live: true } : {}),
    ...(submit.task === undefined ? {} : { task: submit.task }),
    ...(typeof url === "string" ? { callback_url: url } : {}),
  };
}

/** Characters of a code that a scenario takes. */
const MOST_OF_CODE = 100;

/** Characters of a description. */
const MOST_OF_DESCRIPTION = 500;

/** Ids of models as a match takes them; any other is compared as a parameter. */
const MODEL = /^[A-Za-z0-9._:/-]{1,100}$/;

/** The submits that are answered so: those of equal body. */
function matchOf(body: SentBody): { readonly match?: FileScenarioMatch } {
  if (body === undefined || !isRecordable(body)) return {};
  const { callback_url: _, ...all } = body as Readonly<Record<string, unknown>>;
  const { model, ...parameters } = all;
  return typeof model === "string" && MODEL.test(model)
    ? { match: { model, body: parameters, exact: true } }
    : { match: { body: all, exact: true } };
}

/** How the answer to a submit that made a task was spoilt. */
function useOf({ fault }: RequestEvent): { readonly use?: string } {
  if (fault === undefined) return {};
  return { use: fault === "reset" ? "answer-lost" : fault };
}

function isAnswer(status: number): boolean {
  return status >= 400 && status <= 599;
}

/** The refusal of a submit; a status that no refusal has stands for a broken upstream. */
function answerOf({ status, code, message, findings, retryAfter }: RequestEvent): WrittenAnswer {
  const blamed = findings.find((finding) => refuses(finding) && finding.message === message)?.param;
  return {
    status: isAnswer(status) ? status : 502,
    ...(code === undefined || code === "" ? {} : { code: code.slice(0, MOST_OF_CODE) }),
    ...(message === undefined ? {} : { message }),
    ...(blamed === undefined || blamed === "" ? {} : { param: recordedText(blamed).slice(0, 200) }),
    ...(retryAfter === undefined ? {} : { retry_after: Math.min(Math.ceil(retryAfter), 86_400) }),
  };
}

/** The steps that the polls showed, and the end. */
function timelineOf({ states, end }: TaskRecording): WrittenStep[] {
  const steps: WrittenStep[] = [];
  let before = { after: -1, progress: 0 };
  for (const { after, status, progress = before.progress } of states) {
    if (end !== undefined && after >= end.after) break;
    // A clock that was set back has no place in a timeline.
    if (after < before.after) continue;
    // Of several polls at one instant the last one is what time can show.
    if (after === before.after) steps.pop();
    steps.push({ at: durationText(after), status, progress: shownProgress(progress) });
    before = { after, progress };
  }
  const last = end === undefined ? undefined : endStep(end.recorded);
  if (last !== undefined) return [...steps, last];
  return steps.length > 0 ? steps : [{ at: durationText(0), status: "pending" }];
}

/** A task that lives shows 99 % at the most, in whole percent. */
function shownProgress(progress: number): number {
  return Math.min(99, Math.max(0, Math.floor(progress)));
}

function endStep({ at, status, error }: NonNullable<Recording["end"]>): WrittenStep {
  if (status === "completed") return { at, complete: true };
  const { code = "", message } = error ?? {};
  return {
    at,
    fail: {
      code: failCode(code.slice(0, MOST_OF_CODE)),
      ...(message === undefined ? {} : { message }),
    },
  };
}

/** The code as a step takes it: line ends alone are none. */
function failCode(code: string): string {
  return code.trim() === "" ? "unknown_error" : code;
}
