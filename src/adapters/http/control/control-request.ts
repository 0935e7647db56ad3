import type { IncomingMessage, ServerResponse } from "node:http";
import { nameAdvice } from "../../../errors/close-names.js";
import { quoteForMessage } from "../../../errors/quote-for-message.js";
import { isJsonObject } from "../../../text/is-json-object.js";
import { parseJson } from "../../../text/parse-json.js";
import { readBody } from "../read-body.js";
import { ControlError, invalidRequest } from "./control-error.js";

/** A JSON object that was sent. */
export type ControlBody = Readonly<Record<string, unknown>>;

/** A request to the control side, read. */
export interface ControlRequest {
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  /** The JSON object sent; empty when none was. */
  readonly body: ControlBody;
  /** The body as it was sent. */
  readonly text: string;
  /** Scheme, host and port by which the client reached the mock. */
  readonly origin: () => string;
}

/** Answers with what becomes the JSON of a 200, or with an `OtherAnswer`; takes no query parameters. */
export type ControlHandler = (request: ControlRequest) => unknown;

/** Answers as a `ControlHandler`, and refuses the query parameters that it does not take. */
export interface QueryHandler {
  readonly answer: (request: ControlRequest, query: URLSearchParams) => unknown;
}

/** Handlers by path (as express writes it) and method. */
export type ControlRoutes = Readonly<Record<string, Readonly<Record<string, ControlHandler | QueryHandler>>>>;

/** A 200 that is no JSON value of ours. */
export class OtherAnswer {
  constructor(
    readonly contentType: string,
    /** Writes head and body. */
    readonly write: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
  ) {}
}

/** Bytes of a control request; the largest is a body to lint. */
export const MOST_CONTROL_BYTES = 10_000_000;

/**
 * The text of a control request's body.
 *
 * @throws {ControlError} when it is too large, compressed or no UTF-8
 */
export async function readControlBody(request: IncomingMessage): Promise<string> {
  const text = await readBody(request, MOST_CONTROL_BYTES);
  if (text === undefined) throw invalidRequest("the request was broken off");
  if (typeof text === "string") return text;
  const { status, error } = text.rejection;
  if (status === 413) throw new ControlError(413, "request_too_large", error.message);
  throw invalidRequest(error.message);
}

/**
 * The JSON object that a body is; nothing counts as an empty one.
 *
 * @throws {ControlError} for anything else
 */
export function objectIn(text: string): ControlBody {
  if (text.trim() === "") return {};
  const value = parseJson(text);
  if (value === undefined) throw invalidRequest("the body is not JSON");
  if (!isJsonObject(value)) throw invalidRequest("the body is a JSON object");
  return value;
}

/**
 * Refuses members that a body of this route, or an object in it, does not have: what is not read must not seem to be.
 *
 * @param place - the member that holds the object; absent for the body itself
 * @throws {ControlError} for the first other one, with the known name that is closest
 */
export function requireOnly(body: ControlBody, known: readonly string[], place?: string): void {
  const unknown = Object.keys(body).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const advice = known.length === 0 ? "the body is empty or {}" : nameAdvice(unknown, known);
  throw invalidRequest(
    `${quoteForMessage(unknown)} says nothing ${place === undefined ? "here" : `in ${place}`}: ${advice}`,
  );
}
