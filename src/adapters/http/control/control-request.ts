import type { IncomingMessage, ServerResponse } from "node:http";

/** A JSON object that was sent. */
export type ControlBody = Readonly<Record<string, unknown>>;

/** A request to the control side, read. */
export interface ControlRequest {
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON object sent; empty when none was. */
  readonly body: ControlBody;
  /** The body as it was sent. */
  readonly text: string;
  /** Scheme, host and port by which the client reached the mock. */
  readonly origin: () => string;
}

/** Answers with what becomes the JSON of a 200, or with an `OtherAnswer`. */
export type ControlHandler = (request: ControlRequest) => unknown;

/** Handlers by path (as express writes it) and method. */
export type ControlRoutes = Readonly<Record<string, Readonly<Record<string, ControlHandler>>>>;

/** A 200 that is no JSON value of ours. */
export class OtherAnswer {
  constructor(
    readonly contentType: string,
    /** Writes head and body. */
    readonly write: (request: IncomingMessage, response: ServerResponse) => void,
  ) {}
}
