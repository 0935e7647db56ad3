import fc from "fast-check";
import { expect, test } from "vitest";
import type { StateKind } from "../../../src/stores/kept/change.js";
import { ChangedKeys } from "../../../src/stores/kept/changed-keys.js";
import { spreadOut } from "../../../src/stores/kept/dropped-keys.js";

const accounts = ["1/", "2/"] as const;

/** One step: values get the next numbers of a prefix, the oldest of them are dropped, a plain key changes, or all is taken. */
const step = fc.oneof(
  fc.record({
    is: fc.constant("add"),
    prefix: fc.constantFrom(...accounts),
    count: fc.integer({ min: 1, max: 4 }),
  }),
  fc.record({
    is: fc.constant("drop"),
    prefix: fc.constantFrom(...accounts),
    count: fc.integer({ min: 1, max: 5 }),
  }),
  fc.record({
    is: fc.constant("set"),
    key: fc.constantFrom("a", "b", "3..5"),
    value: fc.option(fc.integer(), { nil: undefined }),
  }),
  fc.record({ is: fc.constant("take") }),
);

test("what is taken, one after the other, is what there is", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const changed = new ChangedKeys();
      const values = new Map<string, unknown>();
      const kept = new Map<string, unknown>();
      const bounds = new Map(accounts.map((prefix) => [prefix as string, { first: 1, next: 1 }]));
      const valueOf = (kind: StateKind, key: string) => values.get(`${kind} ${key}`);
      const take = () => {
        for (const [kind, key, value] of spreadOut(changed.take(valueOf)))
          if (value === undefined) kept.delete(`${kind} ${key}`);
          else kept.set(`${kind} ${key}`, value);
        expect(kept).toEqual(values);
        expect(changed.isEmpty).toBe(true);
      };
      for (const one of steps) {
        if (one.is === "take") take();
        if ("key" in one) {
          if (one.value === undefined) values.delete(`note ${one.key}`);
          else values.set(`note ${one.key}`, one.value);
          changed.add("note", one.key);
        }
        if (!("count" in one)) continue;
        const { prefix, count } = one;
        const bound = bounds.get(prefix) ?? { first: 1, next: 1 };
        if (one.is === "add") {
          for (const end = bound.next + count; bound.next < end; bound.next++) {
            values.set(`ledger-entry ${prefix}${bound.next}`, bound.next);
            changed.add("ledger-entry", `${prefix}${bound.next}`);
          }
          continue;
        }
        const from = bound.first;
        bound.first = Math.min(bound.next, from + count);
        for (let number = from; number < bound.first; number++)
          values.delete(`ledger-entry ${prefix}${number}`);
        if (bound.first > from) changed.drop({ kind: "ledger-entry", prefix, from, to: bound.first - 1 });
      }
      take();
    }),
    { numRuns: 500 },
  );
});

test("keys that are dropped one after the other are one change, as is one that changes time and again", () => {
  const changed = new ChangedKeys();
  for (let number = 1; number <= 3; number++) {
    changed.drop({ kind: "journal-entry", prefix: "", from: number, to: number });
    changed.drop({ kind: "ledger-entry", prefix: `${number}/`, from: 7, to: 8 });
    changed.add("account", "a");
    changed.add("task", `t${number}`);
  }
  expect(changed.take((_kind, key) => key.toUpperCase())).toEqual([
    ["journal-entry", "1..3", undefined],
    ...[1, 2, 3].map((number) => ["ledger-entry", `${number}/7..8`, undefined]),
    ["account", "a", "A"],
    ...[1, 2, 3].map((number) => ["task", `t${number}`, `T${number}`]),
  ]);
});

test("those in between stay", () => {
  const changed = new ChangedKeys();
  for (const number of [1, 2, 4])
    changed.drop({ kind: "journal-entry", prefix: "", from: number, to: number });
  const keys = changed.take(() => undefined).map(([, key]) => key);
  expect(keys).toEqual(["1..2", "4"]);
});

test("of very many, each key is one change", () => {
  const changed = new ChangedKeys();
  for (let round = 0; round < 2; round++)
    for (let number = 0; number < 1000; number++) changed.add("task", `t${number}`);
  expect(changed.take(() => 1)).toHaveLength(1000);
});
