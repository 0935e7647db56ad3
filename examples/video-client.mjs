/**
 * A client of the paid service, as an application has one. The tests in `vitest/`, `node-test/` and `jest/` are
 * about it; nothing in it knows the mock.
 */
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";

/** An answer that is no success, with the service's own words. */
export class VideoError extends Error {
  constructor(status, { code, message }) {
    super(`${status} ${code}: ${message}`);
    this.status = status;
    this.code = code;
  }
}

export class VideoClient {
  #baseUrl;
  #apiKey;
  #fetch;
  #sleep;

  constructor({
    baseUrl = process.env.EVOLINK_BASE_URL ?? "https://api.evolink.ai",
    apiKey = process.env.EVOLINK_API_KEY ?? "",
    fetch = globalThis.fetch,
    sleep = setTimeout,
  } = {}) {
    this.#baseUrl = baseUrl;
    this.#apiKey = apiKey;
    this.#fetch = fetch;
    this.#sleep = sleep;
  }

  /**
   * Submits a video; when there are too many requests it waits as told and tries again, three times in all. The
   * tries share a key, so that none is paid for twice.
   */
  async generate(body) {
    const idempotencyKey = randomUUID();
    for (let attempt = 1; ; attempt++) {
      const response = await this.#call("/v1/videos/generations", {
        method: "POST",
        headers: { "idempotency-key": idempotencyKey },
        body: JSON.stringify(body),
      });
      if (response.status !== 429 || attempt === 3) return read(response);
      await this.#sleep(Number(response.headers.get("retry-after") ?? 1) * 1000);
    }
  }

  async task(id) {
    return read(await this.#call(`/v1/tasks/${id}`));
  }

  /** The bytes of a finished video. */
  async download(task) {
    const response = await this.#fetch(task.results[0]);
    if (!response.ok) await read(response);
    return Buffer.from(await response.arrayBuffer());
  }

  #call(path, init = {}) {
    const headers = {
      authorization: `Bearer ${this.#apiKey}`,
      "content-type": "application/json",
      ...init.headers,
    };
    return this.#fetch(`${this.#baseUrl}${path}`, { ...init, headers });
  }
}

async function read(response) {
  const answer = await response.json();
  if (!response.ok) throw new VideoError(response.status, answer.error);
  return answer;
}
