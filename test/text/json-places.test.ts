import fc from "fast-check";
import { expect, it } from "vitest";
import { jsonPlaces } from "../../src/text/json-places.js";
import { pointerPart } from "../../src/text/json-pointer.js";

const lines = (...text: string[]) => text.join("\n");

it("tells a member at its name and an item at its value", () => {
  const text = lines("", "{", '  "a": [', "    1, [2],", '    {"b/c": "x,[{"}', "  ],", '  "d": null', "}");
  const pointers = ["", "/a", "/a/0", "/a/1", "/a/1/0", "/a/2", "/a/2/b~1c", "/d"];
  expect(Object.fromEntries(jsonPlaces(text, pointers))).toEqual({
    "": { line: 2, column: 1 },
    "/a": { line: 3, column: 3 },
    "/a/0": { line: 4, column: 5 },
    "/a/1": { line: 4, column: 8 },
    "/a/1/0": { line: 4, column: 9 },
    "/a/2": { line: 5, column: 5 },
    "/a/2/b~1c": { line: 5, column: 6 },
    "/d": { line: 7, column: 3 },
  });
});

it("tells what is missing at the nearest thing around it", () => {
  const text = lines("{", '  "a": {"b": []}', "}");
  expect(Object.fromEntries(jsonPlaces(text, ["/a/b/7", "/a/x/y", "/z", "nonsense"]))).toEqual({
    "/a/b/7": { line: 2, column: 9 },
    "/a/x/y": { line: 2, column: 3 },
    "/z": { line: 1, column: 1 },
    nonsense: { line: 1, column: 1 },
  });
});

it("tells the last of a repeated name, spelt with escapes too", () => {
  expect(jsonPlaces('{"key":1,\n"k\\u0065y":2}', ["/key"]).get("/key")).toEqual({ line: 2, column: 1 });
});

it("finds every place of any JSON, however it is written", () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom("", " ", "\n", "\t\r\n"), (json, space) => {
      const value: unknown = JSON.parse(json);
      const text = `${space}${JSON.stringify(value, null, space)}`;
      const starts = new Map<string, string>();
      collect(value, "", starts);
      const places = jsonPlaces(text, [...starts.keys()]);
      const rows = text.split("\n");
      for (const [pointer, start] of starts) {
        const place = places.get(pointer);
        const from = rows.slice((place?.line ?? 0) - 1).join("\n");
        expect(from.slice((place?.column ?? 0) - 1).startsWith(start)).toBe(true);
      }
    }),
  );
});

/** What the text of each place begins with. */
function collect(value: unknown, pointer: string, starts: Map<string, string>, name?: string): void {
  const own = Array.isArray(value)
    ? "["
    : typeof value === "object" && value !== null
      ? "{"
      : JSON.stringify(value);
  starts.set(pointer, name === undefined ? own : JSON.stringify(name));
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    collect(member, `${pointer}/${pointerPart(key)}`, starts, Array.isArray(value) ? undefined : key);
  }
}

it("takes no time for what is nested deeply", () => {
  const text = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  expect(Object.fromEntries(jsonPlaces(text, ["", "/0", "/0/0"]))).toEqual({
    "": { line: 1, column: 1 },
    "/0": { line: 1, column: 2 },
    "/0/0": { line: 1, column: 3 },
  });
});
