import type { IncomingMessage, ServerResponse } from "node:http";
import { bearerToken } from "../../../contract/authorization.js";
import { KeyMask } from "../../../contract/key-mask.js";
import { isOfFileService } from "../../../contract/vendor-operations.js";
import { unavailable, type VendorAnswer } from "../../../engine/answer.js";
import type { Accounts } from "../../../ports/accounts.js";
import type { Clock } from "../../../ports/clock.js";
import type { IdSource } from "../../../ports/id-source.js";
import type {
  AnswerFacts,
  Journal,
  JournalEntry,
  RequestEvent,
  RequestRoute,
} from "../../../ports/journal.js";
import { realElapsed } from "../../../ports/real-timers.js";
import { StateUnavailable, type Transactions } from "../../../ports/transactions.js";
import { cutText, longest } from "../../../text/cut-text.js";
import { commonHeaders, findingsHeader, JSON_TYPE, pathOf, sendJson } from "../wire.js";
import type { Faults } from "./faults.js";

/** Characters of an `Idempotency-Key` that the journal keeps: as many as a valid one may have. */
const MOST_KEPT_OF_KEY = 96;

/** A request on its way to its answer. */
export interface OpenRequest {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly startedAt: number;
  readonly requestId: string;
  readonly route: RequestRoute;
  readonly arrivedAfter: number;
}

/** The parts that answers are written with. */
export interface AnswerWriterParts {
  readonly ids: Pick<IdSource, "requestId">;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly accounts: Pick<Accounts, "labelFor">;
  readonly transactions: Transactions;
  /** Lets answers misbehave. */
  readonly faults: Faults;
  /** Called with a failure inside the mock itself. */
  readonly onBug: (error: unknown) => void;
}

/** Puts answers on the wire and requests in the journal. */
export class AnswerWriter {
  constructor(private readonly parts: AnswerWriterParts) {}

  /** Takes note of a request's arrival. */
  open(request: IncomingMessage, response: ServerResponse, route: RequestRoute): OpenRequest {
    return {
      request,
      response,
      startedAt: realElapsed(),
      requestId: this.parts.ids.requestId(),
      route,
      arrivedAfter: this.parts.journal.recorded,
    };
  }

  /**
   * Answers a request, once, as a use case decides: what it changed is kept with the journal's entry before the answer
   * leaves. Where it cannot be kept the answer is a 503.
   *
   * @param decide - the use case; `undefined` for no answer, as the client has left
   */
  async answer(open: OpenRequest, decide: () => Promise<VendorAnswer | undefined>): Promise<void> {
    try {
      const send = await this.parts.transactions.run(async () => {
        const answer = await decide();
        return answer === undefined ? undefined : this.#prepare(open, answer);
      });
      send?.();
    } catch (error) {
      this.#sendOutage(open, error);
    }
  }

  /**
   * Answers a request, once, with an answer that is decided.
   *
   * @param extra - further header lines
   */
  write(open: OpenRequest, answer: VendorAnswer, extra: readonly string[] = []): void {
    try {
      const sending = this.parts.transactions.run(() => this.#prepare(open, answer, extra));
      if (sending instanceof Promise)
        void sending.then((send) => send?.()).catch((error: unknown) => this.#breakOff(open, error));
      else sending?.();
    } catch (error) {
      this.#sendOutage(open, error);
    }
  }

  /** Writes a request to the journal whose answer has been sent; not at all where nothing can be kept. */
  async note(open: OpenRequest, answer: Omit<VendorAnswer, "body">): Promise<void> {
    try {
      await this.parts.transactions.run(() => this.record(open, answer));
    } catch (error) {
      if (!(error instanceof StateUnavailable)) throw error;
    }
  }

  /** Puts a request into the journal; returns what sends its answer. `undefined` where one was sent. */
  #prepare(open: OpenRequest, answer: VendorAnswer, extra: readonly string[] = []): (() => void) | undefined {
    const { request, response, requestId } = open;
    if (response.headersSent || response.destroyed) return undefined;
    const headers = commonHeaders(requestId, request.headers.origin);
    const { sequence } = this.record(open, answer);
    pushFacts(headers, answer, sequence);
    headers.push(...extra);
    return () => this.#send(response, headers, answer);
  }

  #send(response: ServerResponse, headers: string[], { status, body, fault }: VendorAnswer): void {
    // Somebody else may have answered while it was being kept.
    if (response.headersSent || response.destroyed) return;
    if (fault === undefined) sendJson(response, status, headers, body);
    else {
      headers.push("content-type", JSON_TYPE);
      this.parts.faults.send(fault, response, status, headers, Buffer.from(body));
    }
  }

  /** Ends a request whose answer failed when nobody waited for it any more. */
  #breakOff(open: OpenRequest, error: unknown): void {
    if (error instanceof StateUnavailable) {
      this.tellOutage(open, error);
      return;
    }
    this.parts.onBug(error);
    open.response.destroy();
  }

  #sendOutage(open: OpenRequest, error: unknown): void {
    if (!(error instanceof StateUnavailable)) throw error;
    this.tellOutage(open, error);
  }

  /** Answers with a 503 where nothing can be kept, the journal's entry neither. */
  tellOutage({ request, response, requestId }: OpenRequest, error: StateUnavailable): void {
    const headers = commonHeaders(requestId, request.headers.origin);
    headers.push("retry-after", "1");
    this.#send(response, headers, unavailable(error.message, isOfFileService(pathOf(request))));
  }

  /** Writes a request to the journal with the facts of its answer. */
  record(open: OpenRequest, answer: Omit<VendorAnswer, "body">): JournalEntry {
    const { request, requestId, startedAt, route, arrivedAfter } = open;
    const { clock, journal } = this.parts;
    const mask = new KeyMask(bearerToken(request.headers.authorization));
    const idempotencyKey = route === "submit" ? idempotencyHeader(request) : undefined;
    const event = {
      kind: "request",
      route,
      at: clock.now(),
      requestId,
      method: request.method ?? "",
      // The target of a CONNECT is a host, not a path.
      path: cutText(
        mask.text(request.method === "CONNECT" ? (request.url ?? "") : pathOf(request)),
        longest.path,
      ),
      status: answer.status,
      code: answer.code,
      message: answer.message === undefined ? undefined : messageFor(answer.message, mask),
      retryAfter: answer.retryAfter,
      shown: answer.shown,
      progress: answer.progress,
      seen: answer.seen,
      file: answer.file,
      idempotencyKey:
        idempotencyKey === undefined ? undefined : mask.text(idempotencyKey).slice(0, MOST_KEPT_OF_KEY),
      arrivedAfter,
      replayed: answer.replayed,
      hint: answer.hint,
      live: answer.live,
      fault: answer.fault,
      milliseconds: toMicroseconds(realElapsed() - startedAt),
      findings: mask.findings(answer.findings),
      key: answer.account?.label ?? this.#refusedKey(request, answer),
      model: answer.model === undefined ? undefined : mask.text(answer.model),
      task: answer.task,
      scenario: answer.scenario,
      reserved: answer.reserved,
      sent: answer.sent?.text,
      // The compiler misses a fact that is not copied here.
    } satisfies RequestEvent & Readonly<Record<keyof AnswerFacts, unknown>>;
    return journal.record(event, answer.sent?.body);
  }

  /** How a key is shown that is not accepted: requests that are sent with it time and again belong together. */
  #refusedKey({ headers }: IncomingMessage, { status }: Pick<AnswerFacts, "status">): string | undefined {
    const key = status === 401 ? bearerToken(headers.authorization) : undefined;
    return key === undefined ? undefined : this.parts.accounts.labelFor(key);
  }
}

/** Milliseconds without what no clock measures: the digits would only be written and read. */
function toMicroseconds(milliseconds: number): number {
  return Math.round(1000 * milliseconds) / 1000;
}

/** What a client was told, as the journal keeps it: without API keys, cut where it is long. */
function messageFor(message: string, mask: KeyMask): string {
  return cutText(mask.text(message), longest.message);
}

/** Adds the header lines that show facts of an answer beside its body. */
function pushFacts(headers: string[], facts: AnswerFacts, sequence: number): void {
  const { findings, status, scenario, retryAfter, replayed, hint } = facts;
  if (findings.length > 0) headers.push("x-wan-mock-findings", findingsHeader(findings));
  if (findings.length > 0 || status >= 400) headers.push("x-wan-mock-journal", `/_mock/journal/${sequence}`);
  if (scenario !== undefined) headers.push("x-wan-mock-scenario", scenario);
  if (retryAfter !== undefined) headers.push("retry-after", String(retryAfter));
  if (replayed === true) headers.push("idempotency-replayed", "true");
  if (hint !== undefined) headers.push("x-wan-mock-hint", hint);
}

/** Node joins repeated headers of this name with a comma, which makes no key. */
export function idempotencyHeader({ headers }: IncomingMessage): string | undefined {
  const value = headers["idempotency-key"];
  return Array.isArray(value) ? value.join(", ") : value;
}
