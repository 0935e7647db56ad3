import fc from "fast-check";
import { expect, it } from "vitest";
import type { UploadedFile } from "../../src/simulation/uploads/uploaded-file.js";
import { describePort, type Modelled, type OpenStores } from "../harness/stores-under-test.js";

const HOUR_MS = 3_600_000;
const LIFETIME_MS = 72 * HOUR_MS;
const MOST_BYTES = 60_000;

const file = (id: string, more: Partial<UploadedFile> = {}): UploadedFile => ({
  ...{ id, account: "a", name: `${id}.png`, originalName: "one ✓.png", folder: "", mediaType: "image/png" },
  ...{ uploadedAt: 0, linkBase: "http://mock.test", asset: { kind: "image" }, size: 10 },
  content: new Uint8Array([0, 1, 128, 255]),
  ...more,
});

const accounts = ["a", "b"] as const;
const step = fc.oneof(
  fc.record({
    do: fc.constant("add" as const),
    account: fc.constantFrom(...accounts),
    /** None where only facts of the file are known. */
    kilobytes: fc.option(fc.integer({ min: 0, max: 20 })),
  }),
  fc.record({ do: fc.constant("remove" as const), which: fc.nat({ max: 40 }) }),
  fc.record({ do: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 50 }) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** What can be seen of a file, its content as text. */
const shown = ({ content, ...facts }: UploadedFile) => ({
  ...facts,
  content: content && Buffer.from(content).toString("latin1"),
});

/** Files that have time left, the oldest first. */
class ModelOfUploads implements Modelled<Step> {
  #kept: UploadedFile[] = [];
  #now = 0;

  constructor(
    private readonly stores: OpenStores,
    private readonly most: number,
  ) {}

  async carryOut(one: Step, order: number): Promise<void> {
    if (one.do === "wait") {
      this.#now += one.hours * HOUR_MS;
      this.#kept = this.#kept.filter(({ uploadedAt }) => this.#now - uploadedAt < LIFETIME_MS);
    } else if (one.do === "remove") {
      const id = `f${one.which}`;
      const isKept = this.#kept.some((each) => each.id === id);
      expect(await this.stores.run(({ uploads }) => uploads.remove(id))).toBe(isKept);
      this.#kept = this.#kept.filter((each) => each.id !== id);
    } else await this.#add(one, order);
  }

  async #add({ account, kilobytes }: Step & { do: "add" }, order: number): Promise<void> {
    const { content: _content, ...facts } = file(`f${order}`, { account, uploadedAt: this.#now });
    const content = kilobytes === null ? {} : { content: new Uint8Array(kilobytes * 1000).fill(order) };
    const added: UploadedFile = { ...facts, ...content };
    const outcome = await this.stores.run(({ uploads }) => uploads.add(added, this.most));
    if (this.#kept.filter((each) => each.account === account).length >= this.most)
      expect(outcome).toBe("over quota");
    else if (outcome === "added") this.#kept.push(added);
    else {
      expect(outcome).toBe("no room");
      // A file takes 2 kB beside its content.
      const bytes = [...this.#kept, added].reduce((sum, each) => sum + 2500 + (each.content?.length ?? 0), 0);
      expect(bytes).toBeGreaterThan(MOST_BYTES);
    }
  }

  async compare(): Promise<void> {
    await this.stores.run(({ uploads }) => {
      for (const account of accounts) {
        const own = this.#kept.filter((each) => each.account === account);
        expect(uploads.of(account, this.#now).map(shown)).toEqual(own.map(shown).reverse());
      }
      for (const { id } of this.#kept) expect(uploads.get(id, this.#now)?.id).toBe(id);
      const { bytes, files } = uploads.bounds;
      expect(files).toBe(this.#kept.length);
      expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
      expect(bytes > 0).toBe(files > 0);
    });
  }
}

describePort("store of uploads", ({ open, holds }) => {
  it("never keeps more bytes or files than it may, and forgets nothing else", async () => {
    await holds({
      given: fc.integer({ min: 1, max: 6 }),
      step,
      start: async (openStores, most) => new ModelOfUploads(await openStores({ uploads: MOST_BYTES }), most),
    });
  });

  it("keeps a file for exactly 72 hours", async () => {
    const { run, reopen } = await open();
    const get = (now: number) => run(({ uploads }) => uploads.get("x", now)?.id);
    expect(await run(({ uploads }) => uploads.add(file("x", { uploadedAt: 5 }), 1))).toBe("added");
    await reopen?.();
    expect(await get(5 + LIFETIME_MS - 1)).toBe("x");
    expect(await get(5 + LIFETIME_MS)).toBeUndefined();
    expect(await run(({ uploads }) => uploads.bounds)).toMatchObject({ bytes: 0, files: 0 });
  });

  it("knows nothing of an unknown id, prototype names included, nor of anything once it was cleared", async () => {
    const { run, reopen } = await open();
    await run(({ uploads }) => uploads.add(file("gone"), 1));
    await run(({ uploads }) => uploads.clear());
    await reopen?.();
    for (const id of ["gone", "__proto__", "constructor"]) {
      expect(await run(({ uploads }) => uploads.get(id, 0))).toBeUndefined();
      expect(await run(({ uploads }) => uploads.remove(id))).toBe(false);
    }
    expect(await run(({ uploads }) => uploads.bounds)).toMatchObject({ bytes: 0, files: 0 });
  });
});
