import fc from "fast-check";
import { expect, it } from "vitest";
import { KitError } from "../../src/errors/kit-error.js";
import type { MovableClock } from "../../src/ports/clock.js";
import { describePort, type Modelled, type OpenStores } from "../harness/stores-under-test.js";

const by = fc.nat({ max: 5000 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant("real" as const), by }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("advance" as const), by }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("set" as const), by }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("refuse" as const), by }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom("freeze" as const, "resume" as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("reset" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Where a clock starts. */
interface Given {
  readonly start: number | undefined;
  readonly frozen: boolean;
}

/** Real time of a test. */
interface RealTime {
  now: number;
}

/** Time that follows real time while it runs; real time only goes on. */
class ModelOfClock implements Modelled<Step> {
  readonly #first: number;
  readonly #realAtStart: number;
  #now: number;
  #isFrozen: boolean;

  constructor(
    private readonly stores: OpenStores,
    private readonly real: RealTime,
    private readonly given: Given,
  ) {
    this.#first = this.#now = given.start ?? real.now;
    this.#realAtStart = real.now;
    this.#isFrozen = given.frozen;
  }

  async carryOut(one: Step): Promise<void> {
    switch (one.do) {
      case "real":
        this.real.now += one.by;
        if (!this.#isFrozen) this.#now += one.by;
        return;
      case "advance":
      case "set": {
        this.#now += one.by;
        const to = this.#now;
        return this.#move((clock) => (one.do === "set" ? clock.set(to) : clock.advance(one.by)));
      }
      case "refuse":
        return this.#refuse(one.by);
      case "freeze":
      case "resume":
        this.#isFrozen = one.do === "freeze";
        return this.#move((clock) => clock[one.do]());
      case "reset":
        this.#isFrozen = this.given.frozen;
        this.#now = this.#first + (this.#isFrozen ? 0 : this.real.now - this.#realAtStart);
        return this.#move((clock) => clock.reset());
    }
  }

  /** Each move tells the instant reached. */
  async #move(move: (clock: MovableClock) => number): Promise<void> {
    expect(await this.stores.run(({ clock }) => move(clock))).toBe(this.#now);
  }

  async #refuse(by: number): Promise<void> {
    const earlier = this.#now - 1 - by;
    const refusals: [string, (clock: MovableClock) => unknown][] = [
      ["CLOCK_BACKWARDS", (clock) => clock.advance(-1 - by)],
      ["CLOCK_BACKWARDS", (clock) => clock.advance("-5s")],
      ["CLOCK_BACKWARDS", (clock) => clock.set(earlier)],
      ["INVALID_OPTION", (clock) => clock.advance("soon")],
      ["INVALID_OPTION", (clock) => clock.set(Number.NaN)],
      ["INVALID_OPTION", (clock) => clock.set(1e17)],
    ];
    for (const [code, act] of refusals)
      expect(await this.stores.run(({ clock }) => codeOf(() => act(clock)))).toBe(code);
  }

  async compare(): Promise<void> {
    const { now, mode } = await this.stores.run(({ clock }) => ({ now: clock.now(), mode: clock.mode }));
    expect([now, mode]).toEqual([this.#now, this.#isFrozen ? "frozen" : "running"]);
  }
}

function codeOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error instanceof KitError ? error.code : error;
  }
  return "accepted";
}

describePort("clock", ({ open, holds }) => {
  it("follows real time while it runs, stands still while it is frozen, and moves only forward", async () => {
    await holds({
      given: fc.record({
        start: fc.option(fc.integer({ min: 1e12, max: 2e12 }), { nil: undefined }),
        frozen: fc.boolean(),
      }),
      step,
      start: async (openStores, given) => {
        const real: RealTime = { now: 1.5e12 };
        const { start, frozen } = given;
        const clock = { ...(start !== undefined && { start }), frozen, realNow: () => real.now };
        return new ModelOfClock(await openStores({ clock }), real, given);
      },
    });
  });

  it("tells whole milliseconds", async () => {
    let real = 1000.75;
    const { run } = await open({ clock: { realNow: () => real } });
    const now = () => run(({ clock }) => clock.now());
    expect(await now()).toBe(1000);
    real += 0.5;
    expect(Number.isInteger(await now())).toBe(true);
  });
});
