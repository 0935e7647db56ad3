import type { MockKit } from "../adapters/kit/mock-kit.js";
import { validateRequest } from "../compose/validate-request.js";
import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";

/** A finding with what the subject knows of it: an answer names only the rule. */
export interface ReportedFinding {
  readonly rule: string;
  readonly severity?: string;
  readonly message?: string;
}

/** The judgement of a request, read from a body, a verdict, a journal entry or an answer. */
export interface Judged {
  readonly accepted: boolean;
  readonly status: number;
  /** The vendor's code of a refusal, where it is known. */
  readonly code?: string | undefined;
  readonly findings: readonly ReportedFinding[];
}

/**
 * Reads what an assertion is about: a request body or its JSON text (judged by the bundled contract), what
 * `validateRequest` returned, a request of the journal, or an answer of the mock.
 *
 * @throws {KitError} `INVALID_OPTION` for a mock or a promise
 */
export function judgedOf(subject: unknown, matcher: string): Judged {
  if (!isRecord(subject)) return judgedBody(subject);
  if (isMock(subject) || typeof subject["then"] === "function") {
    const got = isMock(subject) ? "a mock" : "a promise: await it first";
    throw invalidOption(
      `${matcher} takes a request body, its JSON text, a verdict, a request of the journal or an answer of the mock, got ${got}`,
    );
  }
  if (Array.isArray(subject["findings"]) && typeof subject["status"] === "number") {
    const { status, error, findings } = subject as unknown as Judged & { error?: { code: string } };
    return { accepted: isSuccess(status), status, code: error?.code, findings };
  }
  if (typeof subject["status"] === "number" && isRecord(subject["headers"])) {
    const { status, headers } = subject;
    return { accepted: isSuccess(status), status, findings: findingsOf(headerOf(headers)) };
  }
  return judgedBody(subject);
}

function judgedBody(body: unknown): Judged {
  const { accepted, status, error, findings } = validateRequest(body);
  return { accepted, status, code: error?.code, findings };
}

/** Whether a value is a mock, or the handle of `useMock`. */
export function isMock(value: unknown): value is MockKit {
  return isRecord(value) && isRecord(value["journal"]) && typeof value["account"] === "function";
}

/** A value as a sentence names it. */
export function named(value: unknown): string {
  return isMock(value) ? "a mock" : quoteForMessage(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}

/** The header as fetch, axios and supertest give it. */
function headerOf(headers: Readonly<Record<string, unknown>>): string {
  const name = "x-wan-mock-findings";
  const value: unknown =
    typeof headers["get"] === "function" ? (headers as unknown as Headers).get(name) : headers[name];
  return typeof value === "string" ? value : "";
}

/** `a, b;near="c d"` -> a, b. */
function findingsOf(header: string): ReportedFinding[] {
  return [...header.matchAll(/([^\s,;"]+)(?:;near="[^"]*")?/g)].map(([, rule = ""]) => ({ rule }));
}

/**
 * The mock that an assertion is about.
 *
 * @throws {KitError} `INVALID_OPTION` for anything else
 */
export function readMock(subject: unknown, matcher = "this matcher"): MockKit {
  if (isMock(subject)) return subject;
  throw invalidOption(`${matcher} takes the mock: expect(mock).${matcher}(...), got ${named(subject)}`);
}
