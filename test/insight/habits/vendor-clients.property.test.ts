import fc from "fast-check";
import { expect, it } from "vitest";
import { createMock, type SocketlessMock } from "../../../src/compose/create-mock.js";

/** Seconds before the next query, by the queries so far: the vendor's documents and own clients. */
const rhythms = {
  quickstart: () => 5,
  family: (queries: number) => (queries === 0 ? 5 : 10),
  core: () => 8,
  ten: () => 10,
  skill: () => 12,
  fifteen: () => 15,
  guide: (queries: number) => Math.min(5 * 2 ** queries, 30),
} as const;

/** Seconds before a failed read is tried again, by the number of the try; three tries at the most. */
const tries = { growing: (attempt: number) => 1.5 * attempt, flat: () => 2 } as const;

/** Most that Retry-After makes them wait, in seconds. */
const CAP = 30;

const mishaps = ["rate-limited", "http-502", "http-503", "internal-error", "reset"] as const;

interface Plan {
  readonly rhythm: keyof typeof rhythms;
  readonly tries: keyof typeof tries;
  /** Seconds after which it gives up. */
  readonly patience: number;
  /** Seconds before the first query. */
  readonly head: number;
  /** What hits its queries, first to last; the rest pass. */
  readonly mishaps: readonly (string | undefined)[];
  readonly submit: string | undefined;
  readonly fate: string | undefined;
}

/** A client that makes one video; it yields the seconds that it sleeps. */
async function* client(mock: SocketlessMock, plan: Plan, name: string, jitter: () => number) {
  const headers = { authorization: "Bearer key-a", "idempotency-key": `video-${name.padStart(16, "0")}` };
  const call = async (path: string, mishap: string | undefined, init: RequestInit = {}) =>
    mock
      .fetch(path, {
        ...init,
        headers: mishap === undefined ? headers : { ...headers, "x-wan-mock-scenario": mishap },
      })
      .catch(() => undefined);
  const pauseAfter = (answer: Response | undefined, seconds: number) => {
    const asked = answer?.headers.get("retry-after") ?? undefined;
    return asked === undefined ? seconds : Math.max(seconds, Math.min(Number(asked), CAP));
  };
  const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: `Rain ${name}` });
  let accepted: Response | undefined;
  for (const mishap of [plan.submit, plan.fate]) {
    accepted = await call("/v1/videos/generations", mishap, { method: "POST", body });
    if (accepted?.ok === true) break;
    yield pauseAfter(accepted, 2);
  }
  if (accepted?.ok !== true) return "refused";
  const { id } = (await accepted.json()) as { id: string };
  const began = mock.clock.now();
  const failing = [...plan.mishaps];
  const pause = rhythms[plan.rhythm];
  yield plan.head;
  for (let queries = 0; mock.clock.now() - began < plan.patience * 1000; queries++) {
    let answer: Response | undefined;
    for (let attempt = 1; ; attempt++) {
      const mishap = failing.shift();
      answer = await call(`/v1/tasks/${id}`, mishap === undefined ? undefined : `query/${mishap}`);
      if (answer?.ok === true || attempt > 3) break;
      yield pauseAfter(answer, tries[plan.tries](attempt) * jitter());
    }
    const task =
      answer?.ok === true ? ((await answer.json()) as { status: string; results?: string[] }) : undefined;
    if (task?.status === "failed") return "failed";
    const link = task?.results?.[0];
    // A part of it will do: the whole takes longer to make than all the rest.
    if (link !== undefined) await mock.fetch(link, { headers: { range: "bytes=0-99" } });
    if (task?.status === "completed") return "completed";
    yield pauseAfter(answer, pause(queries) * jitter());
  }
  return "given up";
}

/** Lets clients live side by side: the clock goes from one's waking to the next one's. */
async function live(mock: SocketlessMock, clients: AsyncGenerator<number, string>[]): Promise<string[]> {
  const due = clients.map((one) => ({ one, at: mock.clock.now() }));
  const ends: string[] = [];
  for (let next = due[0]; next !== undefined; ) {
    if (next.at > mock.clock.now()) await mock.clock.advance(next.at - mock.clock.now());
    const step = await next.one.next();
    if (step.done === true) {
      ends.push(step.value);
      due.splice(due.indexOf(next), 1);
    } else next.at = mock.clock.now() + Math.ceil(step.value * 1000);
    [next] = due.toSorted((a, b) => a.at - b.at);
  }
  return ends;
}

const seldom = <Value>(values: readonly Value[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 3 });

const plan: fc.Arbitrary<Plan> = fc.record({
  rhythm: fc.constantFrom(...(Object.keys(rhythms) as (keyof typeof rhythms)[])),
  tries: fc.constantFrom("growing", "flat"),
  patience: fc.constantFrom(300, 360, 600),
  head: fc.constantFrom(0, 5, 10),
  mishaps: fc.array(seldom(mishaps), { maxLength: 40 }),
  submit: seldom(["rate-limited", "http-503", "answer-lost"]),
  fate: seldom(["generation-timeout", "stuck-at-99"]),
});

it.each(Object.keys(rhythms) as (keyof typeof rhythms)[])(
  "finds nothing in 10 minutes of the rhythm %s, each wait a fifth shorter",
  async (rhythm) => {
    const mock = createMock({ clock: "frozen", pace: "600s" });
    const steady = { rhythm, tries: "flat", patience: 600, head: 0, mishaps: [] } as const;
    const clients = [client(mock, { ...steady, submit: undefined, fate: undefined }, rhythm, () => 0.8)];
    await live(mock, clients);
    expect(mock.habits()).toEqual([]);
    await mock.close();
  },
);

it("finds nothing in clients that keep a rhythm of the vendor's documents or own clients", async () => {
  const ends = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 30, max: 600 }),
      seldom(["4/min", "20/min"]),
      fc.array(plan, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(
        { least: 0.8, most: 1.2 },
        { least: 1, most: 1 },
        { least: 0.8, most: 0.8 },
        { least: 1, most: 1.4 },
      ),
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      async (seconds, rateLimitQueries, plans, { least, most }, chance) => {
        const mock = createMock({
          clock: "frozen",
          pace: `${seconds}s`,
          ...(rateLimitQueries === undefined ? {} : { rateLimitQueries }),
        });
        const jitter = () => least + (most - least) * (chance.next().value as number);
        try {
          const clients = plans.map((one, index) => client(mock, one, String(index), jitter));
          for (const end of await live(mock, clients)) ends.add(end);
          expect(mock.habits()).toEqual([]);
        } finally {
          await mock.close();
        }
      },
    ),
    { numRuns: 30 },
  );
  expect([...ends].sort()).toEqual(["completed", "failed", "given up"]);
});
