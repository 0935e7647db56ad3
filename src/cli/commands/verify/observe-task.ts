import { isNoAnswer, type NoAnswer } from "../../../adapters/live/no-answer.js";
import { taskPath } from "../../../contract/vendor-operations.js";
import { memberOf, type ReceivedAnswer } from "../../../verify/answer.js";
import {
  type Ending,
  type ObservedLink,
  type ObservedTask,
  RANGE_BYTES,
} from "../../../verify/lifecycle-aspect.js";
import { taskSubmit } from "../../../verify/submit-case.js";
import type { CaseRequest } from "../../../verify/verify-case.js";
import type { CaseSender, SenderOptions } from "./case-sender.js";

/** Milliseconds between queries: short at first, for paces of a few seconds, then longer. */
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2000;

export interface Watch extends Pick<SenderOptions, "wait"> {
  readonly sender: CaseSender;
  /** Milliseconds of a clock that only runs forward. */
  readonly now: () => number;
  /** Milliseconds until a task has to be over. */
  readonly patience: number;
  /** Whether a link may be fetched, or why not. */
  readonly refuseLink: (url: string) => Promise<string | undefined>;
}

/** Submits a task to a model and follows it to its end and its result. */
export async function observeTask(model: string, watch: Watch): Promise<ObservedTask | NoAnswer> {
  const submit = await watch.sender.send(taskSubmit(model));
  if (isNoAnswer(submit)) return submit;
  const id = memberOf(submit.json, "id");
  if (submit.status >= 300 || typeof id !== "string") {
    return { model, submit, queries: [], ending: { kind: "no-task" } };
  }
  const query: CaseRequest = {
    method: "GET",
    path: taskPath(encodeURIComponent(id)),
    credentials: "key",
  };
  const { queries, ending } = await follow(query, watch);
  const foreign = await watch.sender.send({ ...query, credentials: "other-key" });
  const seen = { model, submit, queries, ending, ...(isNoAnswer(foreign) ? {} : { foreign }) };
  if (ending.kind !== "reached") return seen;
  const afterwards = await watch.sender.send(query);
  const link = await linkOf(queries.at(-1), watch);
  return {
    ...seen,
    ...(isNoAnswer(afterwards) ? {} : { afterwards }),
    ...(link === undefined ? {} : { link }),
  };
}

async function follow(
  query: CaseRequest,
  watch: Watch,
): Promise<{ queries: ReceivedAnswer[]; ending: Ending }> {
  const queries: ReceivedAnswer[] = [];
  const deadline = watch.now() + watch.patience;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const answer = await watch.sender.send(query);
    if (isNoAnswer(answer)) return { queries, ending: { kind: "lost", why: answer.why } };
    queries.push(answer);
    const status = memberOf(answer.json, "status");
    if (status === "completed" || status === "failed") return { queries, ending: { kind: "reached" } };
    if (answer.status !== 200 || typeof status !== "string") {
      const why = `a query was answered with ${answer.status} and no status`;
      return { queries, ending: { kind: "lost", why } };
    }
    if (watch.now() + pause > deadline) {
      return { queries, ending: { kind: "out-of-time", seconds: watch.patience / 1000 } };
    }
    await watch.wait(pause);
  }
}

async function linkOf(end: ReceivedAnswer | undefined, watch: Watch): Promise<ObservedLink | undefined> {
  const results = memberOf(end?.json, "results");
  const url: unknown = Array.isArray(results) ? results[0] : undefined;
  if (typeof url !== "string") return undefined;
  const why = await watch.refuseLink(url);
  if (why !== undefined) return { kind: "not-fetched", why };
  const whole = await watch.sender.fetchFile(url);
  if (isNoAnswer(whole)) return { kind: "dead", why: whole.why };
  const part = await watch.sender.fetchFile(url, `bytes=0-${RANGE_BYTES - 1}`);
  return isNoAnswer(part) ? { kind: "dead", why: part.why } : { kind: "fetched", whole, part };
}
