import fc from "fast-check";
import { expect, it } from "vitest";
import { createMock, type SocketlessMock } from "../../../src/compose/create-mock.js";

/** What the service may do to a call, by scenario. */
const submitMishaps = [
  "rate-limited",
  "internal-error",
  "http-503",
  "answer-lost",
  "reset",
  "malformed-json",
] as const;
const queryMishaps = ["query/rate-limited", "query/internal-error", "query/reset", "query/http-503"] as const;
const fates = [
  "content-policy-violation",
  "generation-timeout",
  "stuck-pending",
  "stuck-at-99",
  "slow",
  "progress-jumps",
  "completed-without-results",
  "callback-dropped",
] as const;

/** One video that is wanted. */
interface Wish {
  readonly prompt: string;
  readonly submits: readonly string[];
  readonly queries: readonly string[];
  readonly fate: string | undefined;
}

/** Shortest and longest wait between two queries, and when the client gives up, as the guide has them: seconds. */
const WAIT = { first: 5, longest: 30, patience: 300 };

/**
 * A client that does as the documents advise: an Idempotency-Key per video and the same on each try, waits as
 * Retry-After says, asks after 5 s and ever more seldom, gives up after 5 minutes, downloads once and at once.
 */
class GoodClient {
  #keys = 0;
  /** Idempotency-Keys of videos whose submit was given up: whoever wants the same again goes on with the key. */
  readonly #givenUp = new Map<string, string>();
  readonly #notBefore = { submit: 0, query: 0 };

  constructor(
    readonly mock: SocketlessMock,
    readonly jitter: () => number,
  ) {}

  async make(wish: Wish): Promise<string> {
    const id = await this.#submit(wish);
    if (id === undefined) return "given up";
    let wait = WAIT.first;
    const mishaps = [...wish.queries];
    for (let waited = 0; waited < WAIT.patience; ) {
      const pause = Math.min(WAIT.longest, wait * this.jitter());
      await this.#sleep(pause);
      waited += pause;
      wait *= 2;
      const task = await this.#query(id, mishaps.shift());
      if (task?.status === "failed") return "failed";
      if (task?.status !== "completed") continue;
      const [link] = task.results ?? [];
      if (link !== undefined) await (await this.mock.fetch(link)).arrayBuffer();
      return "completed";
    }
    return "looked at by hand";
  }

  async #submit({ prompt, submits, fate }: Wish): Promise<string | undefined> {
    const key = this.#givenUp.get(prompt) ?? `video-${String(++this.#keys).padStart(16, "0")}`;
    this.#givenUp.set(prompt, key);
    for (const mishap of [...submits, fate]) {
      const answer = await this.#call("submit", mishap, "/v1/videos/generations", {
        method: "POST",
        headers: { "idempotency-key": key, "content-type": "application/json" },
        body: JSON.stringify({ model: "wan2.7-text-to-video", prompt }),
      });
      if (answer === undefined) continue;
      const task = (await answer.json().catch(() => undefined)) as { id?: string } | undefined;
      if (!answer.ok || task?.id === undefined) continue;
      this.#givenUp.delete(prompt);
      return task.id;
    }
    return undefined;
  }

  async #query(
    id: string,
    mishap: string | undefined,
  ): Promise<{ status: string; results?: string[] } | undefined> {
    const answer = await this.#call("query", mishap, `/v1/tasks/${id}`, {});
    return answer?.ok === true ? ((await answer.json()) as { status: string }) : undefined;
  }

  async #call(
    operation: "submit" | "query",
    mishap: string | undefined,
    path: string,
    { headers, ...init }: { headers?: Record<string, string>; method?: string; body?: string },
  ): Promise<Response | undefined> {
    const { clock } = this.mock;
    await this.#sleep((this.#notBefore[operation] - clock.now()) / 1000);
    const forced = mishap === undefined ? {} : { "x-wan-mock-scenario": mishap };
    try {
      const answer = await this.mock.fetch(path, {
        ...init,
        headers: { authorization: "Bearer key-a", ...headers, ...forced },
      });
      const after = answer.headers.get("retry-after");
      if (after !== null) this.#notBefore[operation] = clock.now() + Number(after) * 1000;
      return answer;
    } catch {
      return undefined;
    }
  }

  async #sleep(seconds: number): Promise<void> {
    if (seconds > 0) await this.mock.clock.advance(Math.ceil(seconds * 1000));
  }
}

const mishaps = <Name extends string>(names: readonly Name[]) =>
  fc.array(fc.constantFrom(...names), { maxLength: 4 });

const wish: fc.Arbitrary<Wish> = fc.record({
  // Few prompts: the same is wanted twice.
  prompt: fc.constantFrom("Rain", "Snow"),
  submits: mishaps(submitMishaps),
  queries: mishaps(queryMishaps),
  fate: fc.option(fc.constantFrom(...fates), { nil: undefined }),
});

it("finds nothing in a client that does as the documents advise, whatever happens to it", async () => {
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        pace: fc.constantFrom("instant", "quick", "realistic", "20s", "2m", "polls:3"),
        rateLimit: fc.constantFrom(undefined, "1/min", "10/s"),
        rateLimitQueries: fc.constantFrom(undefined, "2/min"),
        seed: fc.nat({ max: 1000 }),
      }),
      fc.array(wish, { minLength: 1, maxLength: 4 }),
      fc.infiniteStream(fc.double({ min: 0.8, max: 1.2, noNaN: true })),
      async ({ rateLimit, rateLimitQueries, ...options }, wishes, jitter) => {
        const mock = createMock({
          ...options,
          clock: "frozen",
          ...(rateLimit === undefined ? {} : { rateLimit }),
          ...(rateLimitQueries === undefined ? {} : { rateLimitQueries }),
        });
        try {
          const client = new GoodClient(mock, () => jitter.next().value as number);
          for (const one of wishes) ends.add(await client.make(one));
          expect(mock.habits()).toEqual([]);
        } finally {
          await mock.close();
        }
      },
    ),
    { numRuns: 150 },
  );
  expect([...ends].sort()).toEqual(["completed", "failed", "given up", "looked at by hand"]);
});
