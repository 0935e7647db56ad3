import type { AnswerFacts, RequestRoute, SeenTask } from "../../ports/journal.js";
import { MICRO_PER_CREDIT } from "../../simulation/pricing.js";
import type { TaskStatus } from "../../simulation/task.js";
import { cutText, longest } from "../../text/cut-text.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";

/** Tasks of one answer that are read: more than one batch may ask for. */
const MOST_TASKS = 100;

/** Facts that the body of a service's answer tells. */
export type ReadFacts = Pick<
  AnswerFacts,
  "code" | "message" | "task" | "model" | "reserved" | "shown" | "progress" | "seen" | "file"
>;

/**
 * Reads the facts of an answer that a service gave. What is absent, or not as documented, is left out.
 *
 * @param status - HTTP status
 * @param body - the parsed body; `undefined` where it is no JSON
 */
export function readAnswer(route: RequestRoute, status: number, body: unknown): ReadFacts {
  if (!isJsonObject(body)) return {};
  if (status >= 400) return errorFacts(body);
  switch (route) {
    case "submit": {
      const { task, model } = taskFacts(body);
      const reserved = creditsIn(body["usage"]);
      return { ...{ task, model }, ...(reserved === undefined ? {} : { reserved }) };
    }
    case "query":
      return taskFacts(body);
    case "list":
    case "batch":
      return { seen: seenIn(body["data"]) };
    case "uploadBase64":
    case "uploadStream":
    case "uploadUrl":
      return { file: isJsonObject(body["data"]) ? idIn(body["data"], "file_id") : undefined };
    default:
      return {};
  }
}

/** `{"error":{code,message}}`, or `{"code":40001,"msg":"..."}` of the file service. */
function errorFacts(body: JsonObject): ReadFacts {
  const error = isJsonObject(body["error"]) ? body["error"] : body;
  const { code, message = body["msg"] } = error;
  return {
    ...(typeof code === "string" || typeof code === "number"
      ? { code: cutText(String(code), longest.id) }
      : {}),
    ...(typeof message === "string" ? { message } : {}),
  };
}

function taskFacts(body: JsonObject): Pick<ReadFacts, "task" | "model" | "shown" | "progress"> {
  const { progress } = body;
  const isPercent = typeof progress === "number" && progress >= 0 && progress <= 100;
  return {
    task: idIn(body, "id"),
    model: idIn(body, "model"),
    shown: statusIn(body),
    progress: isPercent ? Math.floor(progress) : undefined,
  };
}

/** Micro-credits that the `usage` of an accepted submit says are reserved. */
function creditsIn(usage: unknown): number | undefined {
  const credits = isJsonObject(usage) ? usage["credits_reserved"] : undefined;
  return typeof credits === "number" && credits >= 0 && credits <= 1e9
    ? Math.round(credits * MICRO_PER_CREDIT)
    : undefined;
}

function seenIn(data: unknown): readonly SeenTask[] | undefined {
  if (!Array.isArray(data)) return undefined;
  return data.slice(0, MOST_TASKS).flatMap((item: unknown) => {
    const task = isJsonObject(item) ? (idIn(item, "id") ?? idIn(item, "task_id")) : undefined;
    const status = isJsonObject(item) ? statusIn(item) : undefined;
    return task === undefined || status === undefined ? [] : [{ task, status }];
  });
}

function idIn(body: JsonObject, name: string): string | undefined {
  const id = body[name];
  return typeof id === "string" && id !== "" ? cutText(id, longest.id) : undefined;
}

const statuses: Readonly<Record<string, TaskStatus>> = {
  pending: "pending",
  processing: "processing",
  completed: "completed",
  failed: "failed",
  cancelled: "failed",
};

function statusIn({ status }: JsonObject): TaskStatus | undefined {
  return typeof status === "string" && Object.hasOwn(statuses, status) ? statuses[status] : undefined;
}
