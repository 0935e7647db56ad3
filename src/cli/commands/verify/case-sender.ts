import { parseJson } from "../../../text/parse-json.js";
import type { ReceivedAnswer } from "../../../verify/answer.js";
import type { FetchedFile } from "../../../verify/lifecycle-aspect.js";
import type { CaseRequest, Credentials } from "../../../verify/verify-case.js";
import { readBytes } from "../../sources/read-bytes.js";

/** Longer bodies than any documented answer are cut. */
const MOST_BYTES = 1_000_000;
/** So much of a file is looked at. */
const MOST_FILE_BYTES = 65_536;
/** A longer `Retry-After` is not waited for. */
const LONGEST_RETRY_MS = 30_000;
const MOST_RETRIES = 5;
/** Milliseconds that all waits for 429 answers may take together. */
const PATIENCE_MS = 300_000;

/** Where requests go, with which keys, and how long they may take. */
export interface SenderOptions {
  /** Address without a slash at its end. */
  readonly base: string;
  readonly key: string;
  readonly otherKey: string;
  readonly fetch: typeof globalThis.fetch;
  /** Waits so many real milliseconds. */
  readonly wait: (milliseconds: number) => Promise<void>;
  /** Real milliseconds that one request may take, body included. */
  readonly requestTime: number;
}

/** Sends the requests of cases; follows no redirect, and waits a bounded time where a service asks for it. */
export class CaseSender {
  #patience = PATIENCE_MS;

  constructor(private readonly options: SenderOptions) {}

  async send(request: CaseRequest): Promise<ReceivedAnswer | NoAnswer> {
    for (let retries = 0; ; retries++) {
      const answer = await this.#once(request);
      if (isNoAnswer(answer) || answer.status !== 429 || retries === MOST_RETRIES) return answer;
      const pause = retryAfter(answer.headers["retry-after"]) ?? 1000 * (retries + 1);
      if (pause > LONGEST_RETRY_MS || pause > this.#patience) return answer;
      this.#patience -= pause;
      await this.options.wait(pause);
    }
  }

  /** Fetches a file, which takes no key. */
  fetchFile(url: string, range?: string): Promise<FetchedFile | NoAnswer> {
    return this.#fetch(url, { headers: range === undefined ? {} : { range } }, async (response) => {
      const bytes = await readBytes(response, MOST_FILE_BYTES);
      const headers = Object.fromEntries(response.headers);
      return { status: response.status, headers, start: bytes.subarray(0, 64), received: bytes.length };
    });
  }

  #once({ method, path, credentials, body }: CaseRequest): Promise<ReceivedAnswer | NoAnswer> {
    const type = body === undefined ? {} : { "content-type": "application/json" };
    const init = {
      method,
      headers: { ...this.#authorization(credentials), ...type },
      ...(body === undefined ? {} : { body }),
    };
    return this.#fetch(`${this.options.base}${path}`, init, async (response) => {
      const text = new TextDecoder().decode(await readBytes(response, MOST_BYTES));
      const headers = Object.fromEntries(response.headers);
      return { status: response.status, headers, text, json: parseJson(text) };
    });
  }

  async #fetch<Got>(
    url: string,
    init: RequestInit,
    read: (response: Response) => Promise<Got>,
  ): Promise<Got | NoAnswer> {
    const { fetch, requestTime } = this.options;
    try {
      const signal = AbortSignal.timeout(requestTime);
      return await read(await fetch(url, { ...init, redirect: "manual", signal }));
    } catch (error) {
      return noAnswerOf(error, requestTime / 1000);
    }
  }

  #authorization(credentials: Credentials): Record<string, string> {
    if (credentials === "none") return {};
    if (typeof credentials === "object") return { authorization: credentials.header };
    return { authorization: `Bearer ${credentials === "key" ? this.options.key : this.options.otherKey}` };
  }
}

export function isNoAnswer(got: object): got is NoAnswer {
  return "why" in got;
}

export interface NoAnswer {
  /** `unreachable`: nobody took the request; `silent`: nothing came in time; `broken`: the connection broke. */
  readonly kind: "unreachable" | "silent" | "broken";
  /** Half a sentence that goes on after the name of the server. */
  readonly why: string;
}

const unreachable: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "there is no such host",
  EAI_AGAIN: "the name of the host cannot be looked up",
  EHOSTUNREACH: "the host cannot be reached",
  ENETUNREACH: "the network cannot be reached",
  EADDRNOTAVAIL: "the address cannot be reached",
  UND_ERR_CONNECT_TIMEOUT: "the host accepts no connection",
  ETIMEDOUT: "the host accepts no connection",
};

function noAnswerOf(error: unknown, seconds: number): NoAnswer {
  const codes = codesOf(error);
  const { name, cause } = error as Error;
  if (name === "TimeoutError" || name === "AbortError") {
    return { kind: "silent", why: `it did not answer within ${seconds} s` };
  }
  // Ports that the fetch standard blocks, such as 6000; all that is told is a sentence.
  if (cause instanceof Error && cause.message === "bad port") {
    return { kind: "unreachable", why: "Node's fetch refuses to connect to this port" };
  }
  for (const code of codes) {
    const why = unreachable[code];
    if (why !== undefined) return { kind: "unreachable", why };
    if (/CERT|SELF_SIGNED|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO/.test(code)) {
      return { kind: "unreachable", why: `no secure connection could be made (${code})` };
    }
  }
  const [code] = codes;
  return {
    kind: "broken",
    why: `the connection broke without an answer${code === undefined ? "" : ` (${code})`}`,
  };
}

/** Codes of an error, of its cause and of what that consists of. */
function codesOf(error: unknown, depth = 0): string[] {
  if (typeof error !== "object" || error === null || depth > 3) return [];
  const { code, cause, errors } = error as { code?: unknown; cause?: unknown; errors?: unknown };
  return [
    ...(typeof code === "string" ? [code] : []),
    ...codesOf(cause, depth + 1),
    ...(Array.isArray(errors) ? errors.flatMap((inner: unknown) => codesOf(inner, depth + 1)) : []),
  ];
}

/**
 * The wait that `Retry-After` asks for.
 *
 * @param header - seconds or an HTTP date
 * @returns milliseconds from 0; `undefined` when the header is absent or unreadable
 */
function retryAfter(header: string | undefined): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}
