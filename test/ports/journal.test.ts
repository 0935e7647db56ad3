import fc from "fast-check";
import { expect, it } from "vitest";
import type { JournalEvent } from "../../src/ports/journal.js";
import { describePort, type Modelled, type OpenStores } from "../harness/stores-under-test.js";

const AGE = 100;

const refund = (task: string, at = 0): JournalEvent => ({
  ...{ kind: "refund", amount: 1, status: "failed", task, at },
});

const request = (at: number, sent: string): JournalEvent => ({
  ...{ kind: "request", route: "submit", at, requestId: "r", method: "POST", path: "/v1/✓", status: 400 },
  ...{ arrivedAfter: 0, milliseconds: 0.25, findings: [], sent },
});

const step = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      do: fc.constant("record" as const),
      isRequest: fc.boolean(),
      /** Events that come at once. */
      events: fc.integer({ min: 1, max: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("wait" as const), for: fc.constantFrom(1, 20, 49, 50, AGE) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

interface Entry {
  readonly at: number;
  readonly sequence: number;
}

/** The entries by their number, of which those are kept that are among the newest and not too old. */
class ModelOfJournal implements Modelled<Step> {
  #entries: Entry[] = [];
  #recorded = 0;
  #now = 0;

  constructor(
    private readonly stores: OpenStores,
    private readonly most: number,
  ) {}

  async carryOut(one: Step, order: number): Promise<void> {
    const { run } = this.stores;
    if (one.do === "clear") {
      await run(({ journal }) => journal.clear());
      this.#entries = [];
    } else if (one.do === "wait") {
      this.#now += one.for;
      await run(({ clock }) => clock.advance(one.for));
    } else await this.#record(one, order);
  }

  async #record({ isRequest, events }: Step & { do: "record" }, order: number): Promise<void> {
    const recorded = await Promise.all(
      Array.from({ length: events }, async (_, nth) => {
        const name = `${order}-${nth}`;
        const event = () => (isRequest ? request(this.#now, name) : refund(name, this.#now));
        const { sequence } = await this.stores.run(({ journal }) => ({ ...journal.record(event()) }));
        return { ...event(), sequence };
      }),
    );
    recorded.sort((a, b) => a.sequence - b.sequence);
    expect(recorded.map(({ sequence }) => sequence)).toEqual(
      recorded.map((_, place) => this.#recorded + 1 + place),
    );
    this.#recorded += events;
    this.#entries = [...this.#entries, ...recorded].slice(-this.most);
  }

  async compare(): Promise<void> {
    this.#entries = this.#entries.filter(({ at }) => at >= this.#now - AGE);
    await this.stores.run(({ journal }) => {
      expect(journal.entries()).toEqual(this.#entries);
      for (let from = this.#recorded - this.most; from <= this.#recorded + 1; from++) {
        const expected = this.#entries.filter(({ sequence }) => sequence >= from);
        expect([...journal.since(from)]).toEqual(expected);
      }
      const { bytes, mostBytes, ...bounds } = journal.bounds;
      expect(bounds).toEqual({
        ...{ most: this.most, age: AGE, kept: this.#entries.length, recorded: this.#recorded },
      });
      expect(journal.recorded).toBe(this.#recorded);
      expect(bytes > 0).toBe(this.#entries.length > 0);
      expect(bytes).toBeLessThanOrEqual(mostBytes);
    });
  }
}

describePort("journal", ({ open, holds }) => {
  it("numbers events from 1 without a gap, and keeps the newest for a time", async () => {
    await holds({
      given: fc.integer({ min: 1, max: 7 }),
      step,
      start: async (openStores, most) => {
        const clock = { start: 0, frozen: true };
        return new ModelOfJournal(await openStores({ journal: { most, age: AGE }, clock }), most);
      },
    });
  });

  it("makes room by bytes too", async () => {
    const { run, reopen } = await open({ clock: { start: 0, frozen: true } });
    const large = "x".repeat(1_000_000);
    for (let count = 0; count < 70; count++)
      await run(({ journal }) => void journal.record(request(0, large)));
    await reopen?.();
    const { bounds, sequences } = await run(({ journal }) => ({
      bounds: journal.bounds,
      sequences: journal.entries().map(({ sequence }) => sequence),
    }));
    expect(bounds.bytes).toBeLessThanOrEqual(bounds.mostBytes);
    expect(bounds.bytes).toBeGreaterThan(bounds.mostBytes - 1_100_000);
    expect(sequences).toEqual(Array.from({ length: bounds.kept }, (_, place) => 71 - bounds.kept + place));
  });

  it("tells listeners in the order of the numbers, also of what one of them records, until they leave", async () => {
    const { run } = await open();
    const heard = await run(({ journal }) => {
      const heard: string[] = [];
      journal.subscribe(({ kind }) => {
        if (kind === "refund") journal.record({ kind: "clock", at: 0, move: "freeze", mode: "frozen" });
      });
      const leave = journal.subscribe(({ sequence }, body) =>
        heard.push(`${sequence} ${body?.["model"] ?? "none"}`),
      );
      journal.record(refund("a"));
      journal.record(refund("b"), { model: "m" });
      leave();
      journal.record(refund("c"));
      return heard;
    });
    expect(heard).toEqual(["1 none", "2 none", "3 m", "4 none"]);
  });
});
