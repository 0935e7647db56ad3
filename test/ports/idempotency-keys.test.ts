import fc from "fast-check";
import { expect, it } from "vitest";
import type { BoundReply } from "../../src/ports/idempotency-keys.js";
import { describePort, type Modelled, type OpenStores } from "../harness/stores-under-test.js";

const accounts = ["a", "b"] as const;
const keys = ["k1", "k2", "k3", "k4", "__proto__"] as const;

const reply = (request: string, expiresAt = 100): BoundReply => ({
  ...{ request, status: 200, body: `{"id":"${request}"}`, findings: [], expiresAt },
});

const submits = fc.record({
  do: fc.constant("submits" as const),
  account: fc.constantFrom(...accounts),
  key: fc.constantFrom(...keys),
  /** Of submits that come at once: whether one that holds the key is accepted. */
  accepted: fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
  life: fc.integer({ min: 1, max: 30 }),
});
const step = fc.oneof(
  { weight: 10, arbitrary: submits },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), for: fc.nat({ max: 20 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("clear" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;
type Submits = Step & { do: "submits" };

/** Bound keys by account, the oldest first. */
class ModelOfKeys implements Modelled<Step> {
  readonly #bound = new Map<string, Map<string, BoundReply>>();
  #now = 0;

  constructor(
    private readonly stores: OpenStores,
    private readonly most: number,
  ) {}

  async carryOut(one: Step, order: number): Promise<void> {
    if (one.do === "wait") this.#now += one.for;
    else if (one.do === "submits") await this.#submit(one, order);
    else {
      await this.stores.run(({ idempotencyKeys }) => idempotencyKeys.clear());
      this.#bound.clear();
    }
  }

  async #submit({ account, key, accepted, life }: Submits, order: number): Promise<void> {
    const replyOf = (nth: number) => reply(`r${order}-${nth}`, this.#now + life);
    let [holding, mostHolding] = [0, 0];
    const outcomes = await Promise.all(
      accepted.map(async (isAccepted, nth) =>
        this.stores.run(async ({ idempotencyKeys }) => {
          const found = await idempotencyKeys.claim(account, key, this.#now);
          if (found !== undefined) return found;
          mostHolding = Math.max(mostHolding, ++holding);
          await Promise.resolve();
          holding--;
          if (isAccepted) await idempotencyKeys.bind(account, key, replyOf(nth));
          // What was bound stays bound.
          await idempotencyKeys.release(account, key);
          return isAccepted ? "bound" : "refused";
        }),
      ),
    );
    expect(mostHolding).toBeLessThanOrEqual(1);
    const before = this.#bound.get(account)?.get(key);
    if (before !== undefined) expect(outcomes).toEqual(accepted.map(() => before));
    else if (!accepted.includes(true)) expect(outcomes).toEqual(accepted.map(() => "refused"));
    else {
      const first = outcomes.indexOf("bound");
      expect(accepted[first]).toBe(true);
      for (const [nth, outcome] of outcomes.entries())
        if (nth !== first && outcome !== "refused") expect(outcome).toEqual(replyOf(first));
      this.#bind(account, key, replyOf(first));
    }
  }

  #bind(account: string, key: string, bound: BoundReply): void {
    const own = this.#bound.get(account) ?? new Map<string, BoundReply>();
    this.#bound.set(account, own.set(key, bound));
    const [oldest = ""] = own.keys();
    if (own.size > this.most) own.delete(oldest);
  }

  async compare(): Promise<void> {
    for (const own of this.#bound.values())
      for (const [key, { expiresAt }] of own) if (expiresAt <= this.#now) own.delete(key);
    const { seen, bounds } = await this.stores.run(async ({ idempotencyKeys }) => {
      const seen: unknown[] = [];
      for (const account of accounts)
        for (const key of keys) {
          const found = await idempotencyKeys.claim(account, key, this.#now);
          seen.push(found);
          if (found === undefined) await idempotencyKeys.release(account, key);
        }
      return { seen, bounds: idempotencyKeys.bounds };
    });
    expect(seen).toEqual(accounts.flatMap((each) => keys.map((key) => this.#bound.get(each)?.get(key))));
    const kept = [...this.#bound.values()].reduce((sum, { size }) => sum + size, 0);
    expect(bounds).toMatchObject({ most: this.most, kept });
    expect(bounds.bytes > 0).toBe(kept > 0);
  }
}

describePort("idempotency keys", ({ open, holds }) => {
  it("lets one hold a key, replays what it bound until that expires, and forgets the oldest of an account", async () => {
    await holds({
      given: fc.integer({ min: 1, max: 4 }),
      step,
      start: async (openStores, most) =>
        new ModelOfKeys(await openStores({ idempotencyKeys: { most } }), most),
    });
  });

  it("hands a key on to the next that waits when its holder was refused, and the reply when it was accepted", async () => {
    const { run } = await open();
    const told = await run(async ({ idempotencyKeys: store }) => {
      const told: string[] = [];
      expect(await store.claim("a", "k", 0)).toBeUndefined();
      const waiting = [1, 2, 3].map(async (nth) => {
        const bound = await store.claim("a", "k", 0);
        told.push(`${nth} ${bound === undefined ? "holds" : "replays"}`);
        if (nth === 1) await store.release("a", "k");
        if (nth === 2) await store.bind("a", "k", reply("r"));
      });
      await Promise.resolve();
      expect(told).toEqual([]);
      await store.release("a", "k");
      await Promise.all(waiting);
      return told;
    });
    expect(told).toEqual(["1 holds", "2 holds", "3 replays"]);
  });

  it("frees a key at the instant at which its time is over", async () => {
    const { run } = await open();
    await run(({ idempotencyKeys }) => idempotencyKeys.bind("a", "k", reply("first", 50)));
    const claim = (now: number) => run(({ idempotencyKeys }) => idempotencyKeys.claim("a", "k", now));
    expect((await claim(49))?.request).toBe("first");
    expect(await claim(50)).toBeUndefined();
  });

  it("gives back what was bound, whole", async () => {
    const { run, reopen } = await open();
    const source = { page: "p", at: "" };
    const finding = { rule: "r", severity: "warn", pointer: "/a", param: "a", message: "m", source } as const;
    const bound: BoundReply = { ...reply("r"), findings: [finding], model: "m", task: "t" };
    await run(({ idempotencyKeys }) => idempotencyKeys.bind("a", "k", bound));
    await reopen?.();
    expect(await run(({ idempotencyKeys }) => idempotencyKeys.claim("a", "k", 1))).toEqual(bound);
  });

  it("makes room by bytes too: keys of the account that came first go before those of others", async () => {
    const { run, reopen } = await open({ idempotencyKeys: { mostBytes: 10_000 } });
    const large: BoundReply = { ...reply("r"), body: "x".repeat(1000) };
    const bind = (account: string, key: string) =>
      run(({ idempotencyKeys }) => idempotencyKeys.bind(account, key, large));
    /** The keys that are still bound, as text. */
    const bound = () =>
      run(async ({ idempotencyKeys: store }) => {
        let found = "";
        for (const name of ["a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3", "c4"]) {
          const [account = "", key = ""] = name;
          if ((await store.claim(account, key, 0)) === undefined) await store.release(account, key);
          else found += `${name} `;
        }
        return found.trim();
      });
    for (const account of ["a", "b"]) for (const key of ["1", "2", "3"]) await bind(account, key);
    const { bytes } = await run(({ idempotencyKeys }) => idempotencyKeys.bounds);
    await bind("c", "1");
    await bind("c", "2");
    expect(await bound()).toBe("a3 b1 b2 b3 c1 c2");
    await reopen?.();
    expect(await run(({ idempotencyKeys }) => idempotencyKeys.bounds)).toMatchObject({ kept: 6, bytes });
    await bind("c", "3");
    await bind("c", "4");
    expect(await bound()).toBe("b2 b3 c1 c2 c3 c4");
    await run(({ idempotencyKeys }) => idempotencyKeys.clear());
    expect(await run(({ idempotencyKeys }) => idempotencyKeys.bounds)).toMatchObject({ kept: 0, bytes: 0 });
  });
});
