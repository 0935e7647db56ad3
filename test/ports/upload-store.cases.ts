import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UploadStore } from "../../src/ports/upload-store.js";
import type { UploadedFile } from "../../src/simulation/uploads/uploaded-file.js";

const HOUR_MS = 3_600_000;
const LIFETIME_MS = 72 * HOUR_MS;

const file = (id: string, more: Partial<UploadedFile> = {}): UploadedFile => ({
  ...{ id, account: "a", name: `${id}.png`, originalName: "one.png", folder: "", mediaType: "image/png" },
  ...{ uploadedAt: 0, linkBase: "http://mock.test", asset: { kind: "image" }, size: 10 },
  content: new Uint8Array(10),
  ...more,
});

const account = fc.constantFrom("a", "b");
const step = fc.oneof(
  fc.record({ do: fc.constant("add" as const), account, kilobytes: fc.integer({ min: 0, max: 20 }) }),
  fc.record({ do: fc.constant("remove" as const), which: fc.nat({ max: 40 }) }),
  fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 50 }) }),
);

/** Every promise of a store of uploaded files; run on each. */
export function uploadStoreCases(name: string, create: (mostBytes: number) => UploadStore): void {
  describe(name, () => {
    it("keeps a file for exactly 72 hours", () => {
      const store = create(1e6);
      expect(store.add(file("x", { uploadedAt: 5 }), 1)).toBe("added");
      expect(store.get("x", 5 + LIFETIME_MS - 1)?.id).toBe("x");
      expect(store.get("x", 5 + LIFETIME_MS)).toBeUndefined();
      expect(store.bounds).toMatchObject({ bytes: 0, files: 0 });
    });

    it("counts only what an account still has against its quota", () => {
      const store = create(1e6);
      expect(store.add(file("x"), 1)).toBe("added");
      expect(store.add(file("y"), 1)).toBe("over quota");
      expect(store.add(file("z", { account: "b" }), 1)).toBe("added");
      expect(store.add(file("y", { uploadedAt: LIFETIME_MS }), 1)).toBe("added");
      expect(store.of("a", LIFETIME_MS).map(({ id }) => id)).toEqual(["y"]);
    });

    it("knows nothing of an unknown id, prototype names included", () => {
      const store = create(1e6);
      for (const id of ["x", "__proto__", "constructor"]) {
        expect(store.get(id, 0)).toBeUndefined();
        expect(store.remove(id)).toBe(false);
      }
    });

    it("never keeps more bytes or files than it may, and forgets nothing else", () => {
      fc.assert(
        fc.property(
          fc.array(step, { maxLength: 60, size: "max" }),
          fc.integer({ min: 1, max: 6 }),
          (steps, most) => {
            const store = create(60_000);
            let now = 0;
            let kept: UploadedFile[] = [];
            for (const [order, one] of steps.entries()) {
              kept = kept.filter(({ uploadedAt }) => now - uploadedAt < LIFETIME_MS);
              if (one.do === "wait") now += one.hours * HOUR_MS;
              else if (one.do === "remove") {
                const id = `f${one.which}`;
                expect(store.remove(id)).toBe(kept.some((each) => each.id === id));
                kept = kept.filter((each) => each.id !== id);
              } else {
                const content = new Uint8Array(one.kilobytes * 1000);
                const added = file(`f${order}`, { account: one.account, uploadedAt: now, content });
                const own = kept.filter((each) => each.account === one.account);
                const outcome = store.add(added, most);
                if (own.length >= most) expect(outcome).toBe("over quota");
                if (outcome === "added") kept.push(added);
              }
              for (const owner of ["a", "b"]) {
                const alive = kept.filter(
                  (each) => each.account === owner && now - each.uploadedAt < LIFETIME_MS,
                );
                expect(store.of(owner, now).map(({ id }) => id)).toEqual(alive.map(({ id }) => id).reverse());
              }
              expect(store.bounds.bytes).toBeLessThanOrEqual(60_000);
            }
            store.clear();
            expect(store.bounds).toMatchObject({ bytes: 0, files: 0 });
          },
        ),
      );
    });
  });
}
