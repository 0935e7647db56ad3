import { closeSync, openSync, writeFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { frameOf, readFrames, type WrittenChange } from "../../../src/stores/disk/state-frames.js";
import type { Change } from "../../../src/stores/kept/change.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const change: fc.Arbitrary<Change> = fc.tuple(
  fc.constantFrom("task" as const, "account" as const),
  fc.string({ unit: "binary" }),
  fc.option(fc.jsonValue(), { nil: undefined }),
);
const frames = fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 4 });

/** As they stand in a log. */
const plain = (changes: readonly Change[]) =>
  changes.map(([kind, key, value]) => [kind, key, value === undefined ? undefined : JSON.stringify(value)]);

function readBack(bytes: Uint8Array) {
  const path = temporaryFolder().write("frames", bytes);
  return read(path);
}

function read(path: string) {
  const handle = openSync(path, "r");
  const found: unknown[] = [];
  const whole = readFrames(handle, 0, (changes, end) => found.push({ changes, end }));
  closeSync(handle);
  return { found: found as { changes: readonly WrittenChange[]; end: number }[], ...whole };
}

test("frames are read back as they were written", () => {
  const path = temporaryFolder().write("frames", "");
  fc.assert(
    fc.property(frames, (written) => {
      const bytes = Buffer.concat(written.map(frameOf));
      writeFileSync(path, bytes);
      const { found, end, damagedAt } = read(path);
      expect(found.map(({ changes }) => changes)).toEqual(written.map(plain));
      expect([end, damagedAt]).toEqual([bytes.length, undefined]);
    }),
    { numRuns: 300 },
  );
});

test("of a log that is cut anywhere, the frames that are whole are read", () => {
  const path = temporaryFolder().write("frames", "");
  fc.assert(
    fc.property(frames, fc.nat(), (written, place) => {
      const parts = written.map(frameOf);
      const bytes = Buffer.concat(parts);
      const cut = place % (bytes.length + 1);
      writeFileSync(path, bytes.subarray(0, cut));
      const { found, end, damagedAt } = read(path);
      const ends = parts.map((_, index) => Buffer.concat(parts.slice(0, index + 1)).length);
      const count = ends.filter((each) => each <= cut).length;
      expect(found.map(({ changes }) => changes)).toEqual(written.slice(0, count).map(plain));
      expect([end, damagedAt]).toEqual([ends[count - 1] ?? 0, undefined]);
    }),
    { numRuns: 500 },
  );
});

test("any byte that is changed is noticed, and told as damage where a whole frame follows", () => {
  const first = frameOf([["task", "a", { text: "one" }]]);
  const second = frameOf([["task", "b", 2]]);
  for (let at = 0; at < first.length; at += 1) {
    const bytes = Buffer.concat([first, second]);
    bytes[at] = (bytes[at] as number) ^ 4;
    // With the end of its line a frame runs into the next one, as if both were the last that was written.
    const damagedAt = at === first.length - 1 ? undefined : 0;
    expect(readBack(bytes), `byte ${at}`).toEqual({ found: [], end: 0, damagedAt });
  }
});

test("a frame of many lines is read whole or not at all", () => {
  const changes = Array.from({ length: 1300 }, (_, index): Change => ["task", `k${index}`, index]);
  const before = frameOf([["task", "a", 1]]);
  const bytes = Buffer.concat([before, frameOf(changes)]);
  expect(bytes.toString().split("\n")).toHaveLength(5);
  expect(readBack(bytes).found[1]).toEqual({ changes: plain(changes), end: bytes.length });
  // After its second line.
  const cut = bytes.subarray(0, bytes.indexOf("\n", bytes.indexOf("k600")) + 1);
  expect(readBack(cut)).toMatchObject({ found: [{ end: before.length }], end: before.length });
});

test("a value that is larger than what is read at once is read back", () => {
  const large: Change = ["upload", "a", "x".repeat(3_000_000)];
  const bytes = Buffer.concat([frameOf([["task", "a", 1]]), frameOf([large]), frameOf([["task", "b", 2]])]);
  expect(readBack(bytes).found.map(({ changes }) => changes.length)).toEqual([1, 1, 1]);
});
