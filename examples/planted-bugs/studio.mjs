/**
 * A small app of a video studio, with four mistakes that cost money or patience in production. None of them shows where
 * the server only ever says yes: in `studio.test.mjs` the kit finds them, and `repaired-studio.mjs` has none.
 */
import { setTimeout } from "node:timers/promises";

const LONGEST_PAUSE_MS = 30_000;

export class Studio {
  #baseUrl;
  #fetch;
  #sleep;

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
    // Mistake 1: with a reference video the model makes ten seconds at the most.
    return this.order({ model: "wan2.7-reference-video", prompt, video_urls: [clip], duration: 15 });
  }

  /** Orders a video. */
  async order(body) {
    const submit = () => this.#call("/v1/videos/generations", { method: "POST", body: JSON.stringify(body) });
    try {
      return await submit();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      // Mistake 3: the answer is lost, not the order: this one is paid for too.
      return submit();
    }
  }

  /** Waits for a video. */
  async finished(id) {
    for (let pause = 5000; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      const task = await this.#call(`/v1/tasks/${id}`);
      // Mistake 2: a task that failed is never completed.
      if (task.status === "completed") return task;
      await this.#sleep(pause);
    }
  }

  /** The video's bytes, for a task of any age. */
  async download(task) {
    // Mistake 4: the link is dead a day after the end of the task.
    const response = await this.#fetch(task.results[0]);
    return Buffer.from(await response.arrayBuffer());
  }

  async #call(path, init = {}) {
    const response = await this.#fetch(`${this.#baseUrl}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${process.env.EVOLINK_API_KEY}`,
        "content-type": "application/json",
      },
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${response.status} ${answer.error.code}: ${answer.error.message}`);
    return answer;
  }
}
