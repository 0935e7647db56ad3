import type { SchemaError } from "../contract/model-contract.js";
import * as shapes from "./generated/answer-shapes.js";

/** The answer to a request, as it was received. */
export interface ReceivedAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, cut where it is longer than anything documented. */
  readonly text: string;
  /** The body as JSON; `undefined` when it is none. */
  readonly json: unknown;
}

const SHOWN = 160;

/** An answer in one line. */
export function shownAnswer({ status, headers, text }: ReceivedAnswer): string {
  const target = headers["location"];
  if (status >= 300 && status < 400 && target !== undefined) {
    return `${status} to ${oneLine(target)}, and redirects are not followed`;
  }
  return text.trim() === "" ? `${status} without a body` : `${status} ${oneLine(text)}`;
}

/** A value in one line. */
export function shown(value: unknown): string {
  return value === undefined ? "missing" : oneLine(JSON.stringify(value));
}

/** A text without line breaks, cut. */
export function oneLine(text: string): string {
  // Characters that would disturb a terminal have no place in a report.
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line;
}

/** A member of a JSON object; `undefined` for anything else. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

/** An answer that a document describes. */
export type AnswerShape =
  | "submittedTask"
  | "task"
  | "error"
  | "credits"
  | "models"
  | "taskList"
  | "taskBatch"
  | "fileList"
  | "fileQuota"
  | "fileError";

interface CompiledShape {
  (body: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/**
 * Where a body does not fit its schema.
 *
 * @returns the first misfit, such as `/task_info/can_cancel must be boolean`; `undefined` when there is none
 */
export function misfitOf(shape: AnswerShape, body: unknown): string | undefined {
  const fits = (shapes as unknown as Readonly<Record<AnswerShape, CompiledShape>>)[shape];
  if (fits(body)) return undefined;
  return (fits.errors ?? []).map(sentenceOf)[0] ?? "the body does not fit its schema";
}

/** Whether an answer that has to be JSON calls itself something else; `undefined` when it does not. */
export function mediaTypeMisfit({
  "content-type": type,
}: Readonly<Record<string, string>>): string | undefined {
  if (type !== undefined && /^application\/json\s*(?:;|$)/i.test(type)) return undefined;
  return `Content-Type is ${type === undefined ? "missing" : oneLine(type)}, not application/json`;
}

function sentenceOf({ instancePath, keyword, message, params }: SchemaError): string {
  const place = instancePath === "" ? "the body" : instancePath;
  if (keyword === "not") return `${place} holds what its status rules out`;
  if (keyword === "discriminator") {
    const { tag, tagValue } = params;
    return tagValue === undefined
      ? `${place} must have required property '${String(tag)}'`
      : `${instancePath}/${String(tag)} is ${oneLine(JSON.stringify(tagValue))}, which no page lists`;
  }
  const allowed = keyword === "enum" ? `: ${JSON.stringify(params["allowedValues"])}` : "";
  return `${place} ${message ?? keyword}${allowed}`;
}
