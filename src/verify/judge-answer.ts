import { mediaTypeMisfit, memberOf, misfitOf, type ReceivedAnswer, shown, shownAnswer } from "./answer.js";
import { agrees, disagrees, type Judgement, skips } from "./judgement.js";
import type { ExpectedOutcome } from "./verify-case.js";

/** Holds an answer against those that agree with the contract. */
export function judgeAnswer(expects: readonly ExpectedOutcome[], answer: ReceivedAnswer): Judgement {
  const misfits: string[] = [];
  for (const expected of expects) {
    if (expected.status !== answer.status) continue;
    const misfit = misfitWith(expected, answer);
    if (misfit === undefined) return agrees;
    misfits.push(misfit);
  }
  const unasked = whyUnasked(expects, answer);
  if (unasked !== undefined) return skips(unasked);
  const [misfit] = misfits;
  return disagrees(misfit === undefined ? shownAnswer(answer) : `${shownAnswer(answer)}: ${misfit}`);
}

/** An outcome in words. */
export function describeOutcome({ status, shape, model, code, type, message }: ExpectedOutcome): string {
  if (model !== undefined) return `${status} with a task of ${model}`;
  if (code === undefined) {
    return shape === undefined ? `${status}` : `${status} with ${shapeNames[shape]}`;
  }
  const sentence = message === undefined ? "" : `, "${message}"`;
  return `${status} ${code} (${type ?? ""}${sentence})`;
}

const shapeNames: Readonly<Record<NonNullable<ExpectedOutcome["shape"]>, string>> = {
  submittedTask: "a task",
  task: "a task",
  error: "an error",
  credits: "credits",
  models: "a list of models",
  taskList: "a list of tasks",
  taskBatch: "tasks",
  fileList: "a list of files",
  fileQuota: "the quota of files",
  fileError: "an error of the file service",
};

function misfitWith(expected: ExpectedOutcome, { json, text, headers }: ReceivedAnswer): string | undefined {
  const { shape, model, code, type, message } = expected;
  if (shape === undefined) return undefined;
  if (json === undefined) return text.trim() === "" ? "there is no body" : "the body is no JSON";
  const misfit = misfitOf(shape, json) ?? mediaTypeMisfit(headers);
  if (misfit !== undefined) return misfit;
  const error = memberOf(json, "error");
  return (
    difference("model", memberOf(json, "model"), model) ??
    difference("type", memberOf(json, "type"), model === undefined ? undefined : "video") ??
    difference("code", memberOf(error, "code"), code) ??
    difference("type", memberOf(error, "type"), type) ??
    difference("message", withoutRequestId(memberOf(error, "message")), message)
  );
}

function difference(name: string, got: unknown, wanted: string | undefined): string | undefined {
  return wanted === undefined || got === wanted ? undefined : `${name} is ${shown(got)}`;
}

/** Messages of the service may end in ` (request id: ...)`. */
function withoutRequestId(message: unknown): unknown {
  return typeof message === "string" ? message.replace(/ \(request id: [^()]*\)$/, "") : message;
}

/** Refusals that say something of the account and nothing of the contract. */
function whyUnasked(
  expects: readonly ExpectedOutcome[],
  { status, json }: ReceivedAnswer,
): string | undefined {
  // An error of another form says nothing of the account either, and credits belong to a key.
  if (misfitOf("error", json) !== undefined) return undefined;
  if (status === 402 && expects.every((expected) => expected.status === 401)) return undefined;
  if (status === 429) return "the service answers 429: too many requests";
  if (status === 402) return "the service answers 402: the key has no credits left";
  // Where the model is the question, this is an answer.
  const isAboutModel = expects.some((expected) => expected.status === 404 || expected.status === 403);
  const code = memberOf(memberOf(json, "error"), "code");
  return status === 403 && code === "model_access_denied" && !isAboutModel
    ? "the service answers 403: the key may not use the model"
    : undefined;
}
