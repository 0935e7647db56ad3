import {
  mediaTypeMisfit,
  memberOf,
  misfitOf,
  oneLine,
  type ReceivedAnswer,
  shown,
  shownAnswer,
} from "./answer.js";
import { agrees, disagrees, type Judgement, skips } from "./judgement.js";

/** Everything that was seen of one task from its submit to its end. */
export interface ObservedTask {
  /** Model that it was submitted to. */
  readonly model: string;
  readonly submit: ReceivedAnswer;
  /** Queries in order; the last one shows the end when `ending` is `reached`. */
  readonly queries: readonly ReceivedAnswer[];
  readonly ending: Ending;
  /** A query after the end. */
  readonly afterwards?: ReceivedAnswer;
  /** A query with the key of another account. */
  readonly foreign?: ReceivedAnswer;
  /** The result link as it stands in `results[0]`. */
  readonly link?: ObservedLink;
}

/** How the watch over a task ended. */
export type Ending =
  | { readonly kind: "reached" }
  /** Nothing to query: the submit gave no id. */
  | { readonly kind: "no-task" }
  /** It was not over when the time for the lifecycle was. */
  | { readonly kind: "out-of-time"; readonly seconds: number }
  /** A query brought no answer, or one that says nothing of a task. */
  | { readonly kind: "lost"; readonly why: string };

/** The outcome of fetching a result. */
export type ObservedLink =
  | { readonly kind: "not-fetched"; readonly why: string }
  | { readonly kind: "dead"; readonly why: string }
  | { readonly kind: "fetched"; readonly whole: FetchedFile; readonly part: FetchedFile };

/** An answer of a file server, with no more of the body than was needed. */
export interface FetchedFile {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The first bytes. */
  readonly start: Uint8Array;
  /** Bytes that were received; the whole file need not have been. */
  readonly received: number;
}

/** A question about a task that was followed. */
interface Aspect {
  /** The promise of the contract, for the report. */
  readonly expected: string;
  readonly judge: (task: ObservedTask) => Judgement;
}

/** Bytes that a result is asked for by range. */
export const RANGE_BYTES = 100;

/** The questions about the life of a task, by name. */
export const lifecycleAspects = {
  "submit-answers-pending-and-0": {
    expected: "the submit is answered with 200, type video, status pending and progress 0",
    judge: ({ submit, model }) => {
      if (submit.status !== 200) return unaskedOr(submit, shownAnswer(submit));
      const misfit = misfitOf("submittedTask", submit.json) ?? mediaTypeMisfit(submit.headers);
      if (misfit !== undefined) return disagrees(misfit);
      const { status, progress, ...task } = submit.json as Readonly<Record<string, unknown>>;
      if (task["model"] !== model) return disagrees(`model is ${shown(task["model"])}`);
      if (task["type"] !== "video") return disagrees(`type is ${shown(task["type"])}`);
      if (status === "pending" && progress === 0) return agrees;
      return disagrees(`status ${shown(status)}, ${shown(progress)}`);
    },
  },
  "id-has-the-documented-form": {
    expected: "task-unified-, Unix seconds, a hyphen and eight of a-z and 0-9",
    judge: onSubmit(({ json }) => {
      const id = memberOf(json, "id");
      const fits = typeof id === "string" && /^task-unified-\d+-[a-z0-9]{8}$/.test(id);
      return fits ? undefined : shown(id);
    }),
  },
  "created-is-in-seconds": {
    expected: "created is a whole number of seconds since the Unix epoch",
    judge: onSubmit(({ json }) => {
      const created = memberOf(json, "created");
      // From September 2001 to November 5138: milliseconds lie far beyond.
      const fits = Number.isInteger(created) && Number(created) >= 1e9 && Number(created) < 1e11;
      return fits ? undefined : shown(created);
    }),
  },
  "queries-answer-with-the-task": {
    expected: "each query is answered with 200 and a task object as documented",
    judge: onQueries(({ queries }) =>
      firstOf(queries, (answer) => {
        if (answer.status !== 200) return shownAnswer(answer);
        return misfitOf("task", answer.json) ?? mediaTypeMisfit(answer.headers);
      }),
    ),
  },
  "identity-is-kept": {
    expected: "id, created, model, object and type are those of the submit on each query",
    judge: onQueries(({ submit, queries }) =>
      firstOf(queries, (answer) =>
        firstDifference(submit, answer, ["id", "created", "model", "object", "type"]),
      ),
    ),
  },
  "status-moves-forward": {
    expected: "pending, processing, then completed or failed, and never back",
    judge: onQueries(({ submit, queries, afterwards }) => {
      const all = [submit, ...queries, ...(afterwards === undefined ? [] : [afterwards])];
      return firstStep(all, (before, after) => {
        const [from, to] = [memberOf(before.json, "status"), memberOf(after.json, "status")];
        const isEnd = from === "completed" || from === "failed";
        const isBack = isEnd ? to !== from : from === "processing" && to === "pending";
        return isBack ? `${shown(from)}, then ${shown(to)}` : undefined;
      });
    }),
  },
  "progress-never-falls": {
    expected: "progress never falls, but to 0 on a failed task",
    judge: onQueries(({ submit, queries }) =>
      firstStep([submit, ...queries], (before, after) => {
        if (memberOf(after.json, "status") === "failed") return undefined;
        const [from, to] = [memberOf(before.json, "progress"), memberOf(after.json, "progress")];
        return Number(to) < Number(from) ? `${shown(from)}, then ${shown(to)}` : undefined;
      }),
    ),
  },
  "can-cancel-until-the-end": {
    expected: "task_info.can_cancel is true until the task has ended, then false",
    judge: onQueries(({ submit, queries }) =>
      firstOf([submit, ...queries], ({ json }) => {
        const status = memberOf(json, "status");
        const wanted = status !== "completed" && status !== "failed";
        const got = memberOf(memberOf(json, "task_info"), "can_cancel");
        return got === wanted ? undefined : `${shown(got)} on a task that is ${shown(status)}`;
      }),
    ),
  },
  "usage-is-on-each-answer": {
    expected: "usage on each answer, as at the submit",
    judge: onQueries(({ submit, queries }) =>
      firstOf([submit, ...queries], (answer) =>
        memberOf(answer.json, "usage") === undefined
          ? "usage is missing"
          : firstDifference(submit, answer, ["usage"]),
      ),
    ),
  },
  "completes-with-results": {
    expected: "completed, progress 100, and at least one link in results",
    judge: atTheEnd(({ json }) => {
      const status = memberOf(json, "status");
      if (status !== "completed") return `${shown(status)}: ${shown(memberOf(json, "error"))}`;
      const [progress, results] = [memberOf(json, "progress"), memberOf(json, "results")];
      const isListed = Array.isArray(results) && results.length > 0 && results.every(isHttpUrl);
      if (!isListed) return `results are ${shown(results)}`;
      return progress === 100 ? undefined : `progress is ${shown(progress)}`;
    }),
  },
  "no-results-before-the-end": {
    expected: "results exactly when the status is completed, error exactly when it is failed",
    judge: onQueries(({ submit, queries }) =>
      firstOf([submit, ...queries], ({ json }) => {
        const status = memberOf(json, "status");
        for (const [name, owner] of [["results", "completed"] as const, ["error", "failed"] as const]) {
          const isThere = (memberOf(json, name) ?? undefined) !== undefined;
          if (isThere !== (status === owner)) {
            return `${isThere ? name : `no ${name}`} on a task that is ${shown(status)}`;
          }
        }
        return undefined;
      }),
    ),
  },
  "estimated-time-ends-at-0": {
    expected: "task_info.estimated_time is 0 at the end",
    judge: atTheEnd(({ json }) => {
      const left = memberOf(memberOf(json, "task_info"), "estimated_time");
      return left === 0 ? undefined : shown(left);
    }),
  },
  "stays-as-it-ended": {
    expected: "a query after the end shows the same status, progress, results and error",
    judge: asked(
      ({ queries, afterwards }) => afterwards && [...queries.slice(-1), afterwards],
      (ends) =>
        firstStep(ends, (end, after) =>
          firstDifference(end, after, ["status", "progress", "results", "error"]),
        ),
    ),
  },
  "link-serves-a-video": {
    expected: "the link answers with 200, video/mp4 and an MP4 file, without a key",
    judge: onLink(({ status, headers, start }) => {
      if (status !== 200) return `${status}`;
      const type = headers["content-type"] ?? "no content type";
      if (!/^video\/mp4\b/i.test(type)) return oneLine(type);
      // An MP4 file begins with the length of its first box and the box's name.
      const name = String.fromCharCode(...start.slice(4, 8));
      return name === "ftyp" ? undefined : `video/mp4, but the file is no MP4 (${start.length} bytes seen)`;
    }, "whole"),
  },
  "link-serves-ranges": {
    expected: `the link answers a request for its first ${RANGE_BYTES} bytes with 206, Content-Range and those bytes`,
    judge: onLink(({ status, headers, received, start }, whole) => {
      if (status !== 206) return `${status}`;
      const range = headers["content-range"] ?? "none";
      if (!new RegExp(`^bytes 0-${RANGE_BYTES - 1}/(?:\\d+|\\*)$`).test(range)) {
        return `206 with Content-Range ${oneLine(range)}`;
      }
      if (received !== RANGE_BYTES) return `206 with ${received} bytes`;
      // A link that serves no file has been reported already.
      const isOther = whole.status === 200 && start.some((byte, index) => byte !== whole.start[index]);
      return isOther ? "206 with other bytes than the file has there" : undefined;
    }, "part"),
  },
  "other-keys-are-refused": {
    expected: "403 permission_denied (invalid_request_error) for a query with the key of another account",
    judge: ({ foreign, ...task }) => {
      if (foreign === undefined) return unfinished(task);
      if (foreign.status === 401)
        return skips("the service does not take the other key: give one as --other-key");
      const error = memberOf(foreign.json, "error");
      const misfit = misfitOf("error", foreign.json);
      const isDocumented =
        memberOf(error, "code") === "permission_denied" &&
        memberOf(error, "type") === "invalid_request_error";
      if (foreign.status === 403 && misfit === undefined && isDocumented) return agrees;
      return unaskedOr(foreign, shownAnswer(foreign));
    },
  },
} as const satisfies Readonly<Record<string, Aspect>>;

/** Name of a question about a task. */
export type LifecycleAspect = keyof typeof lifecycleAspects;

function unaskedOr({ status }: ReceivedAnswer, got: string): Judgement {
  return status === 429 || status === 402 ? skips(`the service answers ${status}`) : disagrees(got);
}

/** Why a later question cannot be asked. */
function unfinished({ ending, submit, queries }: ObservedTask): Judgement {
  if (ending.kind === "no-task")
    return skips(`there is no task: the submit was answered with ${submit.status}`);
  if (ending.kind === "lost") return skips(`the task was lost: ${ending.why}`);
  const last = queries.at(-1)?.json ?? submit.json;
  const state = `${shown(memberOf(last, "status"))}, ${shown(memberOf(last, "progress"))}`;
  return ending.kind === "out-of-time"
    ? skips(`the task was at ${state} after ${ending.seconds} s: a longer --timeout waits for it`)
    : skips(`the task ended at ${state} before this could be asked`);
}

/** A question about a part of what was seen, as soon as that is there: `misfit` says how it is otherwise. */
function asked<Part>(
  partOf: (task: ObservedTask) => Part | undefined,
  misfit: (part: Part) => string | undefined,
) {
  return (task: ObservedTask): Judgement => {
    const part = partOf(task);
    if (part === undefined) return unfinished(task);
    const found = misfit(part);
    return found === undefined ? agrees : disagrees(found);
  };
}

/** A question about the answer to the submit, as soon as there is a task. */
function onSubmit(misfit: (submit: ReceivedAnswer) => string | undefined) {
  return asked(({ ending, submit }) => (ending.kind === "no-task" ? undefined : submit), misfit);
}

/** A question about all queries; asked too when the end was never reached. */
function onQueries(misfit: (task: ObservedTask) => string | undefined) {
  return asked((task) => (task.queries.length === 0 ? undefined : task), misfit);
}

/** A question about the last query. */
function atTheEnd(misfit: (end: ReceivedAnswer) => string | undefined) {
  return asked(({ ending, queries }) => (ending.kind === "reached" ? queries.at(-1) : undefined), misfit);
}

/** A question about the file behind the link. */
function onLink(
  misfit: (file: FetchedFile, whole: FetchedFile) => string | undefined,
  which: "whole" | "part",
) {
  return (task: ObservedTask): Judgement => {
    const { link } = task;
    if (link === undefined) return unfinished(task);
    if (link.kind === "not-fetched") return skips(link.why);
    if (link.kind === "dead") return disagrees(link.why);
    const found = misfit(link[which], link.whole);
    return found === undefined ? agrees : disagrees(found);
  };
}

function firstOf(
  answers: readonly ReceivedAnswer[],
  misfit: (answer: ReceivedAnswer) => string | undefined,
): string | undefined {
  for (const [index, answer] of answers.entries()) {
    const found = misfit(answer);
    if (found !== undefined)
      return answers.length === 1 ? found : `${found} (answer ${index + 1} of ${answers.length})`;
  }
  return undefined;
}

function firstStep(
  answers: readonly ReceivedAnswer[],
  misfit: (before: ReceivedAnswer, after: ReceivedAnswer) => string | undefined,
): string | undefined {
  const [first] = answers.flatMap((after, index) => {
    const before = answers[index - 1];
    return (before && misfit(before, after)) ?? [];
  });
  return first;
}

function firstDifference(
  before: ReceivedAnswer,
  after: ReceivedAnswer,
  names: readonly string[],
): string | undefined {
  for (const name of names) {
    const [was, is] = [memberOf(before.json, name), memberOf(after.json, name)].map((value) => shown(value));
    if (was !== is) return `${name} was ${was ?? ""} and is ${is ?? ""}`;
  }
  return undefined;
}

function isHttpUrl(value: unknown): boolean {
  return typeof value === "string" && /^https?:\/\/\S+$/.test(value);
}
