import fc from "fast-check";
import { expect, it } from "vitest";
import type { Attempt, Delivery, NewDelivery } from "../../src/ports/deliveries.js";
import { describePort, type Modelled, type OpenStores } from "../harness/stores-under-test.js";

const outgoing = { url: "http://127.0.0.1:9/hook", body: '{"id":"✓"}', mustBePublic: false };
const about = { key: "key_1", model: "m", callbackUrl: "https://app.example.com/hook" };
const sentTo = (task: string): NewDelivery => ({ ...about, task, target: outgoing.url, outgoing });
const withheld = (task: string): NewDelivery => ({ ...about, task, reason: "not local" });

const attempt = (due: number): Attempt => ({
  ...{ due, sent: due + 1, seconds: 0.25 },
  ...(due % 2 === 0 ? { status: 200, answer: "ok", incomplete: "cut" } : { error: "refused" }),
});

const tasks = ["t1", "t2"] as const;
const add = fc.record({
  do: fc.constant("add" as const),
  task: fc.constantFrom(...tasks),
  isWithheld: fc.boolean(),
});
const record = fc.record({
  do: fc.constant("record" as const),
  /** Among all that there ever were. */
  which: fc.nat(),
  state: fc.constantFrom("pending", "delivered", "given-up"),
  /** Times that the attempt is written down at once. */
  times: fc.integer({ min: 1, max: 3 }),
});
const step = fc.oneof(
  { weight: 10, arbitrary: add },
  { weight: 14, arbitrary: record },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** All deliveries that are kept: pending ones, and of those that have ended the last `most`. */
class ModelOfDeliveries implements Modelled<Step> {
  #kept: Delivery[] = [];
  /** Ids, in the order in which they ended. */
  #ended: number[] = [];
  #made = 0;

  constructor(
    private readonly stores: OpenStores,
    private readonly most: number,
  ) {}

  async carryOut(one: Step, order: number): Promise<void> {
    const { run } = this.stores;
    if (one.do === "add") await this.#add(one);
    else if (one.do === "record") await this.#record(one, order);
    else {
      await run(({ deliveries }) => deliveries.clear());
      this.#kept = [];
      this.#ended = [];
    }
  }

  async #add({ task, isWithheld }: Step & { do: "add" }): Promise<void> {
    const { outgoing: _outgoing, ...made } = isWithheld ? withheld(task) : sentTo(task);
    const state = isWithheld ? "withheld" : "pending";
    const delivery: Delivery = { ...made, id: ++this.#made, state, attempts: [] };
    const added = await this.stores.run(({ deliveries }) =>
      deliveries.add(isWithheld ? withheld(task) : sentTo(task)),
    );
    expect(added).toEqual(delivery);
    this.#kept.push(delivery);
    if (isWithheld) this.#end(delivery.id);
  }

  async #record({ which, state, times }: Step & { do: "record" }, order: number): Promise<void> {
    const id = this.#made === 0 ? 1 : 1 + (which % this.#made);
    const made = attempt(order);
    const recorded = await Promise.all(
      Array.from({ length: times }, async () =>
        this.stores.run(async ({ deliveries }) => (await deliveries.record(id, made, state))?.state),
      ),
    );
    const place = this.#kept.findIndex((one) => one.id === id && one.state === "pending");
    const before = this.#kept[place];
    const taken = before === undefined ? 0 : state === "pending" ? times : 1;
    expect(recorded.filter((one) => one === state)).toHaveLength(taken);
    expect(recorded.filter((one) => one === undefined)).toHaveLength(times - taken);
    if (before === undefined) return;
    const attempts = [...before.attempts, ...Array<Attempt>(taken).fill(made)];
    this.#kept[place] = { ...before, state, attempts };
    if (state !== "pending") this.#end(id);
  }

  #end(id: number): void {
    this.#ended.push(id);
    if (this.#ended.length <= this.most) return;
    const gone = this.#ended.shift();
    this.#kept = this.#kept.filter((one) => one.id !== gone);
  }

  async compare(): Promise<void> {
    const { most } = this;
    const pending = this.#kept.filter(({ state }) => state === "pending");
    await this.stores.run(async ({ deliveries }) => {
      expect(await deliveries.list()).toEqual(this.#kept);
      for (const task of tasks) {
        expect(await deliveries.list(task)).toEqual(this.#kept.filter((one) => one.task === task));
        expect(await deliveries.isPending(task)).toBe(pending.some((one) => one.task === task));
      }
      for (const delivery of this.#kept) {
        const isPending = delivery.state === "pending";
        expect(await deliveries.find(delivery.id)).toEqual(isPending ? { delivery, outgoing } : undefined);
      }
      const { bytes, mostBytes, ...bounds } = deliveries.bounds;
      expect(bounds).toEqual({
        ...{ most, kept: this.#kept.length, pending: pending.length, made: this.#made },
      });
      expect(bytes).toBeLessThanOrEqual(mostBytes);
      expect(bytes > 0).toBe(this.#ended.length > 0);
    });
  }
}

describePort("deliveries", ({ open, holds }) => {
  it("keeps all that are pending and the last that ended, each ended once, numbered from 1", async () => {
    await holds({
      given: fc.integer({ min: 1, max: 5 }),
      step,
      steps: 60,
      start: async (openStores, most) => new ModelOfDeliveries(await openStores({ deliveries: most }), most),
    });
  });

  it("makes room by bytes too", async () => {
    const { run } = await open({ deliveries: 1000 });
    const answer = "x".repeat(1_000_000);
    for (let count = 0; count < 70; count++) {
      await run(async ({ deliveries }) => {
        const { id } = await deliveries.add(sentTo("t1"));
        await deliveries.record(id, { ...attempt(0), answer }, "delivered");
      });
    }
    const { bounds, ids } = await run(async ({ deliveries }) => ({
      bounds: deliveries.bounds,
      ids: (await deliveries.list()).map(({ id }) => id),
    }));
    expect(bounds.bytes).toBeLessThanOrEqual(bounds.mostBytes);
    expect(ids).toEqual(Array.from({ length: bounds.kept }, (_, place) => 71 - bounds.kept + place));
    expect(bounds.kept).toBeGreaterThan(50);
  });
});
