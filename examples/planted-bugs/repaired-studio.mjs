/** The same app without the four mistakes of `studio.mjs`. */
import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";

const LONGEST_PAUSE_MS = 30_000;

export class Studio {
  #baseUrl;
  #fetch;
  #sleep;
  /** Videos by task, kept as soon as they are there. */
  #kept = new Map();

  constructor({
    baseUrl = process.env.EVOLINK_BASE_URL ?? "https://api.evolink.ai",
    fetch = globalThis.fetch,
    sleep = setTimeout,
  } = {}) {
    this.#baseUrl = baseUrl;
    this.#fetch = fetch;
    this.#sleep = sleep;
  }

  /** Has somebody dance as in a clip. */
  dance(prompt, clip) {
    return this.order({ model: "wan2.7-reference-video", prompt, video_urls: [clip], duration: 10 });
  }

  /** Orders a video; one key for all tries, so that it is paid for once. */
  async order(body) {
    const headers = { "idempotency-key": randomUUID() };
    const submit = () =>
      this.#call("/v1/videos/generations", { method: "POST", headers, body: JSON.stringify(body) });
    try {
      return await submit();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return submit();
    }
  }

  /** Waits for a video, and keeps it at once. */
  async finished(id) {
    for (let pause = 5000; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const task = await this.#call(`/v1/tasks/${id}`);
      if (task.status === "failed") throw new Error(`${task.error.code}: ${task.error.message}`);
      if (task.status === "completed") {
        this.#kept.set(id, await this.#read(task.results[0]));
        return task;
      }
      await this.#sleep(pause);
    }
  }

  /** The video's bytes, for a task of any age. */
  async download(task) {
    return this.#kept.get(task.id) ?? this.#read(task.results[0]);
  }

  async #read(link) {
    const response = await this.#fetch(link);
    if (!response.ok) throw new Error(`${response.status}: the link is dead`);
    return Buffer.from(await response.arrayBuffer());
  }

  async #call(path, { headers, ...init } = {}) {
    const response = await this.#fetch(`${this.#baseUrl}${path}`, {
      ...init,
      headers: {
        ...headers,
        authorization: `Bearer ${process.env.EVOLINK_API_KEY}`,
        "content-type": "application/json",
      },
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${response.status} ${answer.error.code}: ${answer.error.message}`);
    return answer;
  }
}
