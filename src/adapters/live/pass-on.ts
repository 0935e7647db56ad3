import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import type { Finding } from "../../contract/finding.js";
import type { KeyMask } from "../../contract/key-mask.js";
import type { KnownFacts } from "../../engine/answer.js";
import { type ReadFacts, readAnswer } from "../../engine/live/read-answer.js";
import type { ShownTasks } from "../../engine/live/shown-tasks.js";
import { maskOf } from "../../engine/submit-request.js";
import { endToEndHeaders } from "../../hosts/end-to-end-headers.js";
import type { ServiceUrl } from "../../hosts/service-url.js";
import { cutText, longest } from "../../text/cut-text.js";
import { parseJson } from "../../text/parse-json.js";
import type { AnswerWriter, OpenRequest } from "../http/vendor/answer-writer.js";
import { findingsHeader } from "../http/wire.js";
import { AnswerCopy } from "./answer-copy.js";
import { failureAnswer } from "./failure-answer.js";
import { sendUpstream } from "./upstream.js";
import { UpstreamFailure } from "./upstream-failure.js";

/** The parts that requests are passed on with. */
export interface PassOnParts {
  readonly upstream: ServiceUrl;
  /** Real milliseconds without a byte after which the upstream is given up. */
  readonly silenceMs: number;
  readonly writer: AnswerWriter;
  /** Keeps the tasks that answers show. */
  readonly shownTasks: ShownTasks;
  /** Aborted when the proxy closes. */
  readonly ended: AbortSignal;
}

/** A request that is passed on. */
export interface PassedRequest {
  readonly open: OpenRequest;
  readonly body: Buffer | Readable | undefined;
  /** Names and values in turn, as they go to the upstream. */
  readonly headers: readonly string[];
  readonly findings: readonly Finding[];
  /** Of the request, for the journal. */
  readonly known: KnownFacts;
  /** Whether the answer is waited for when the client has left: it may tell of a task that costs. */
  readonly outlivesClient: boolean;
  /** Called once, before the client has the end of the answer. */
  readonly onOutcome: (outcome: PassedOutcome) => void;
}

/** What came of a request that was passed on. */
export type PassedOutcome =
  | {
      readonly kind: "answered";
      readonly status: number;
      readonly facts: ReadFacts;
      /** The whole answer arrived. */
      readonly isWhole: boolean;
    }
  | { readonly kind: "unanswered"; readonly mayHaveArrived: boolean };

/** Sends a request to the upstream, and its answer to the client as it comes. Resolves when that has ended. */
export async function passOn(request: PassedRequest, parts: PassOnParts): Promise<void> {
  const { open, body, headers, onOutcome } = request;
  const gone = new AbortController();
  open.response.once("close", () => {
    if (!request.outlivesClient) gone.abort();
  });
  let answer: IncomingMessage;
  try {
    answer = await sendUpstream(
      parts.upstream,
      {
        method: open.request.method ?? "GET",
        target: targetOf(open.request),
        ...{ headers, body, signal: AbortSignal.any([gone.signal, parts.ended]) },
      },
      parts.silenceMs,
    );
  } catch (error) {
    if (!(error instanceof UpstreamFailure)) throw error;
    onOutcome({ kind: "unanswered", mayHaveArrived: error.mayHaveArrived });
    answerFailure(error, request, parts);
    return;
  }
  await relay(answer, request, parts);
}

/** Path and query; a client that takes the proxy for one of the other kind names the host before them. */
function targetOf({ url = "/" }: IncomingMessage): string {
  return url.startsWith("/") ? url : `/${/^[a-z]+:\/\/[^/?#]*\/?(.*)$/i.exec(url)?.[1] ?? ""}`;
}

/** Writes the failure to client and journal; a client that has left gets an entry without an answer. */
function answerFailure(
  failure: UpstreamFailure,
  { open, known, findings }: PassedRequest,
  { writer }: PassOnParts,
): void {
  const facts = { ...known, live: true as const };
  if (open.response.destroyed)
    writer.record(open, { ...facts, status: 0, findings, message: failure.message });
  else writer.write(open, failureAnswer(failure, open.route, facts));
}

const FRAMING = /^(?:content-length|transfer-encoding)$/i;

/** The headers of an answer as the client gets them. */
function answerHeaders(answer: IncomingMessage, findings: readonly Finding[]): string[] {
  const headers = endToEndHeaders(answer.rawHeaders, FRAMING);
  const length = answer.headers["content-length"];
  if (length !== undefined) headers.push("content-length", length);
  if (findings.length > 0) headers.push("x-wan-mock-findings", findingsHeader(findings));
  return headers;
}

/** Passes an answer on. The journal has it before the client has its last byte. */
function relay(answer: IncomingMessage, request: PassedRequest, parts: PassOnParts): Promise<void> {
  const { open, findings } = request;
  const { response } = open;
  const copy = new AnswerCopy();
  const announced = announcedLength(answer, open.request.method);
  let isNoted = false;
  const note = (isWhole: boolean) => {
    if (isNoted) return;
    isNoted = true;
    noteAnswer(answer, copy, isWhole, request, parts);
  };
  if (!response.destroyed) {
    // A date is the service's to tell.
    response.sendDate = false;
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage ?? "", answerHeaders(answer, findings));
    if (announced !== 0) response.flushHeaders();
  }
  answer.on("data", (chunk: Buffer) => {
    copy.add(chunk);
    if (copy.bytes === announced) note(true);
    if (response.destroyed) return;
    if (response.write(chunk)) return;
    answer.pause();
    response.once("drain", () => answer.resume());
  });
  response.once("close", () => answer.resume());
  return new Promise((resolve) => {
    answer.once("close", () => {
      note(answer.complete);
      if (answer.complete) response.end();
      else response.destroy();
      resolve();
    });
  });
}

/** Bytes of the body to come; `undefined` where its end alone tells. */
function announcedLength(
  { headers, statusCode }: IncomingMessage,
  method: string | undefined,
): number | undefined {
  if (method === "HEAD" || statusCode === 204 || statusCode === 304) return 0;
  const length = headers["content-length"];
  return length === undefined ? undefined : Number(length);
}

function noteAnswer(
  answer: IncomingMessage,
  copy: AnswerCopy,
  isWhole: boolean,
  { open, known, findings, onOutcome }: PassedRequest,
  { writer, shownTasks }: PassOnParts,
): void {
  const { headers, statusCode: status = 502 } = answer;
  const body = parseJson(copy.text(headers["content-encoding"]));
  const mask = maskOf({ authorization: open.request.headers.authorization });
  const facts = withoutKey(readAnswer(open.route, status, body), mask);
  // Before the journal has the answer: recordings look the task up when it does.
  shownTasks.note(open.route, status, body);
  onOutcome({ kind: "answered", status, facts, isWhole });
  const id = headers["x-request-id"];
  const wait = headers["retry-after"];
  const requestId = typeof id === "string" ? cutText(mask.text(id), longest.id) : open.requestId;
  writer.record(
    { ...open, requestId },
    {
      ...{ ...facts, ...known, model: known.model ?? facts.model },
      ...{ status, findings, live: true },
      ...(wait !== undefined && /^\d{1,6}$/.test(wait) ? { retryAfter: Number(wait) } : {}),
      ...(headers["idempotency-replayed"] === "true" ? { replayed: true } : {}),
      ...(isWhole ? {} : { fault: "truncated-body" }),
    },
  );
}

/** Facts whose identifiers show no API key, whatever a service answers; the journal hides those in sentences. */
function withoutKey(facts: ReadFacts, mask: KeyMask): ReadFacts {
  const { task, code, file } = facts;
  return {
    ...facts,
    ...(task === undefined ? {} : { task: mask.text(task) }),
    ...(code === undefined ? {} : { code: mask.text(code) }),
    ...(file === undefined ? {} : { file: mask.text(file) }),
  };
}
