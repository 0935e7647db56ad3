import { isNoAnswer, type NoAnswer, noAnswerOf } from "../../../adapters/live/no-answer.js";
import { readBytes } from "../../../adapters/live/read-bytes.js";
import { retryAfterMs } from "../../../adapters/live/retry-after.js";
import { parseJson } from "../../../text/parse-json.js";
import type { ReceivedAnswer } from "../../../verify/answer.js";
import type { FetchedFile } from "../../../verify/lifecycle-aspect.js";
import type { CaseRequest, Credentials } from "../../../verify/verify-case.js";

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
      const pause = retryAfterMs(answer.headers["retry-after"], Date.now()) ?? 1000 * (retries + 1);
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
