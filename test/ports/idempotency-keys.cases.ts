import { describe, expect, it } from "vitest";
import type { BoundReply, IdempotencyKeys } from "../../src/ports/idempotency-keys.js";

const reply = (request: string, expiresAt = 100): BoundReply => ({
  ...{ request, status: 200, body: `{"id":"${request}"}`, findings: [], expiresAt },
});

/** What every store of idempotency keys promises; run on each. */
export function idempotencyKeyCases(name: string, create: () => IdempotencyKeys): void {
  describe(name, () => {
    it("lets one of many hold a key, and gives the others the reply it binds", async () => {
      const keys = create();
      let held = 0;
      const answers = await Promise.all(
        Array.from({ length: 30 }, async () => {
          const bound = await keys.claim("a", "k", 1);
          if (bound !== undefined) return bound.request;
          held++;
          await Promise.resolve();
          await keys.bind("a", "k", reply("first"));
          await keys.release("a", "k");
          return "held";
        }),
      );
      expect(held).toBe(1);
      expect(answers.filter((answer) => answer === "first")).toHaveLength(29);
    });

    it("hands a key on that is given back unbound", async () => {
      const keys = create();
      expect(await keys.claim("a", "k", 1)).toBeUndefined();
      const next = keys.claim("a", "k", 1);
      await keys.release("a", "k");
      expect(await next).toBeUndefined();
    });

    it("keeps accounts and keys apart", async () => {
      const keys = create();
      for (const [account, key] of [
        ["a", "k"],
        ["b", "k"],
        ["a", "l"],
      ] as const) {
        expect(await keys.claim(account, key, 1)).toBeUndefined();
        await keys.bind(account, key, reply(`${account}${key}`));
      }
      expect((await keys.claim("b", "k", 1))?.request).toBe("bk");
      expect((await keys.claim("a", "l", 1))?.request).toBe("al");
    });

    it("frees a key when its time is over, and all when it is cleared", async () => {
      const keys = create();
      await keys.claim("a", "k", 1);
      await keys.bind("a", "k", reply("first", 50));
      expect((await keys.claim("a", "k", 49))?.request).toBe("first");
      expect(await keys.claim("a", "k", 50)).toBeUndefined();
      await keys.bind("a", "k", reply("second", 90));
      expect((await keys.claim("a", "k", 60))?.request).toBe("second");
      await keys.clear();
      expect(await keys.claim("a", "k", 60)).toBeUndefined();
    });

    it("gives back what was bound, whole", async () => {
      const keys = create();
      const bound: BoundReply = { ...reply("r"), model: "m", task: "t" };
      await keys.claim("a", "k", 1);
      await keys.bind("a", "k", bound);
      expect(await keys.claim("a", "k", 1)).toEqual(bound);
    });
  });
}
