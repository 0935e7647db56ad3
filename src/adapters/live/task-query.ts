import { taskPath } from "../../contract/vendor-operations.js";
import type { Clock } from "../../ports/clock.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";
import { parseJson } from "../../text/parse-json.js";
import { isNoAnswer, type NoAnswer, noAnswerOf } from "./no-answer.js";
import { readBytes } from "./read-bytes.js";
import { retryAfterMs } from "./retry-after.js";

/** Longer than any documented answer; the rest of a body is not read. */
const MOST_BYTES = 1_000_000;

/** Real seconds that a query may take, body included. */
export const PATIENCE_SECONDS = 10;

/** Statuses below 500 after which the same query may succeed later. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

/** Where tasks are queried, and how. */
export interface TaskQueryOptions {
  /** Address in front of `/v1`, without a slash at its end. */
  readonly base: string;
  /** API key that submitted the tasks. */
  readonly key: string;
  readonly fetch: typeof globalThis.fetch;
  /** What the date of a `Retry-After` is compared with. */
  readonly clock: Pick<Clock, "now">;
  /** Ends a query that takes too long; default: after 10 real seconds. */
  readonly deadline?: () => AbortSignal;
}

/** What a query showed. */
export type TaskAnswer =
  /** The task; `body` is the JSON text as it came. */
  | {
      readonly kind: "shown";
      readonly status: string;
      readonly progress?: number;
      readonly body: string;
      readonly retryAfterMs?: number;
    }
  /** No task this time; the same query may succeed later. `why` goes on after the name of the service. */
  | { readonly kind: "trouble"; readonly why: string; readonly retryAfterMs?: number }
  /** No task, and asking again would not help. `httpStatus` is absent where nothing was answered. */
  | { readonly kind: "refused"; readonly why: string; readonly httpStatus?: number };

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Queries tasks of a service. Follows no redirect: the key would go along. */
export class TaskQuery {
  constructor(private readonly options: TaskQueryOptions) {}

  /**
   * Queries a task once; never rejects.
   *
   * @param signal - ends the query early; what it then resolves with is of no use
   */
  async ask(task: string, signal: AbortSignal): Promise<TaskAnswer> {
    const received = await this.#receive(task, signal);
    if (isNoAnswer(received)) {
      const { why, isLasting } = received;
      return isLasting === true ? { kind: "refused", why } : { kind: "trouble", why };
    }
    const { status, headers } = received;
    const wait = retryAfterMs(headers.get("retry-after"), this.options.clock.now());
    const later = wait === undefined ? {} : { retryAfterMs: wait };
    if (status >= 300 && status < 500 && !PASSING.has(status))
      return { kind: "refused", why: `it answered ${outcomeOf(received)}`, httpStatus: status };
    if (status !== 200) return { kind: "trouble", why: `it answered ${outcomeOf(received)}`, ...later };
    const shown = shownTask(task, received);
    return typeof shown === "string" ? { kind: "trouble", why: shown, ...later } : { ...shown, ...later };
  }

  async #receive(task: string, signal: AbortSignal): Promise<Received | NoAnswer> {
    const { base, key, fetch, deadline = () => AbortSignal.timeout(PATIENCE_SECONDS * 1000) } = this.options;
    try {
      const response = await fetch(`${base}${taskPath(encodeURIComponent(task))}`, {
        headers: { authorization: `Bearer ${key}`, accept: "application/json" },
        redirect: "manual",
        signal: AbortSignal.any([signal, deadline()]),
      });
      const text = new TextDecoder().decode(await readBytes(response, MOST_BYTES));
      return { status: response.status, headers: response.headers, text };
    } catch (error) {
      return noAnswerOf(error, PATIENCE_SECONDS);
    }
  }
}

/** The task of a 200, or why it holds none. */
function shownTask(task: string, received: Received): (TaskAnswer & { kind: "shown" }) | string {
  const { text } = received;
  const object = parseJson(text);
  if (!isJsonObject(object)) return `it answered ${outcomeOf(received)} in place of a task`;
  const { id, status, progress } = object;
  if (typeof status !== "string") return "it answered 200 with JSON that has no status of a task";
  if (id !== task) return `it answered 200 with another task: its id is ${JSON.stringify(id)}`;
  const shown = { kind: "shown", status, body: text } as const;
  return typeof progress === "number" ? { ...shown, progress } : shown;
}

/** `404 (task_not_found: ...)` of an envelope, `301 to https://...`, else `502 with text/html`. */
function outcomeOf({ status, headers, text }: Received): string {
  const target = headers.get("location");
  // A query string may grant access to what it leads to.
  if (status >= 300 && status < 400 && target !== null)
    return `${status} to ${target.replace(/\?.*/s, "?removed")}`;
  const { code, message } = errorOf(parseJson(text));
  if (typeof code === "string" && typeof message === "string") return `${status} (${code}: ${message})`;
  if (text.trim() === "") return `${status} without a body`;
  return `${status} with ${headers.get("content-type") ?? "a body of no content type"}`;
}

function errorOf(answer: unknown): JsonObject {
  const error = isJsonObject(answer) ? answer["error"] : undefined;
  return isJsonObject(error) ? error : {};
}
