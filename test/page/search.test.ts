import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  readSearch,
  rememberingFilter,
  searchText,
  type Term,
  termsOf,
} from "../../src/page/state/search.js";
import { requestGrammar } from "../../src/page/views/requests/request-search.js";

type Entry = Parameters<typeof requestGrammar.textOf>[0];

const entry = (facts: Partial<Entry>): Entry => ({
  sequence: 1,
  at: "2026-11-30T12:00:00.000Z",
  kind: "request",
  route: "submit",
  requestId: "req_1",
  method: "POST",
  path: "/v1/videos/generations",
  status: 200,
  arrivedAfter: 0,
  milliseconds: 1,
  findings: [],
  ...facts,
});

const finding = {
  rule: "schema/enum",
  severity: "error" as const,
  pointer: "/quality",
  param: "quality",
  message: 'quality must be one of 720p, 1080p, got "4k"',
  source: { page: "wan2.7-text-to-video", at: "" },
};

const entries = {
  accepted: entry({
    model: "wan2.7-text-to-video",
    task: "task-unified-1-a",
    key: "key_1",
    scenario: "slow",
  }),
  refused: entry({
    model: "wan2.7-image-to-video",
    status: 400,
    code: "invalid_request",
    key: "key_2",
    findings: [finding],
  }),
  limited: entry({ status: 429, code: "rate_limit_exceeded", message: "Too many", scenario: "rate-limited" }),
  broken: entry({ route: "query", method: "GET", status: 500, path: "/v1/tasks/task-unified-1-a" }),
  list: entry({ route: "list", method: "GET", seen: [{ task: "task-unified-9-z", status: "completed" }] }),
  files: entry({ route: "fileList", method: "GET" }),
  silent: entry({ status: 0, fault: "closes-connection" }),
};

const found = (text: string) => {
  const { matches } = readSearch(text, requestGrammar);
  return Object.entries(entries).flatMap(([name, one]) => (matches(one) ? [name] : []));
};

describe("a search of requests", () => {
  it.each([
    ["model:image", ["refused"]],
    ["MODEL:Image", ["refused"]],
    ["status:400", ["refused"]],
    ["status:4xx", ["refused", "limited"]],
    ["status:4", ["refused", "limited"]],
    ["status:>=429", ["limited", "broken"]],
    ["status:>429", ["broken"]],
    ["status:<200", ["silent"]],
    ["status:0", ["silent"]],
    ["status:refused", ["refused", "limited", "broken"]],
    ["status:accepted", ["accepted", "list", "files"]],
    ["-status:refused", ["accepted", "list", "files", "silent"]],
    ["rule:enum", ["refused"]],
    ["key:key_1", ["accepted"]],
    ["task:9-z", ["list"]],
    ["route:list", ["list"]],
    ["method:get", ["broken", "list", "files"]],
    ["method:get -route:query", ["list", "files"]],
    ["code:rate", ["limited"]],
    ["scenario:rate-limited", ["limited"]],
    ["scenario:closes", ["silent"]],
    ["1080p", ["refused"]],
    ["too", ["limited"]],
    ['"one of 720p, 1080p"', ["refused"]],
    ['"one of 720p', ["refused"]],
    ["task-unified-1-a", ["accepted", "broken"]],
    ["nothing-has-this", []],
    ["model:", Object.keys(entries)],
    ["", Object.keys(entries)],
  ])("%s", (text, names) => {
    expect(found(text)).toEqual(names);
    expect(readSearch(text, requestGrammar).problems).toEqual([]);
  });

  it("says which terms there are, and leaves an unknown one out", () => {
    expect(readSearch("modle:wan method:get", requestGrammar).problems).toEqual([
      'modle: is not a search term. Use model:, status:, code:, rule:, key:, task:, route:, method:, scenario:, or put "modle:wan" in quotes to find the text.',
    ]);
    expect(found("modle:wan method:get")).toEqual(["broken", "list", "files"]);
    expect(readSearch("constructor:x", requestGrammar).problems).toHaveLength(1);
  });

  it("says what a status may be", () => {
    expect(readSearch("status:fine", requestGrammar).problems).toEqual([
      'status: takes a number, 4xx, >=400, refused or accepted, not "fine".',
    ]);
  });

  it("takes a URL and a quoted colon for text", () => {
    expect(termsOf('https://a.test/x "model:x" -"a b" -')).toEqual([
      { value: "https://a.test/x", isNot: false },
      { value: "model:x", isNot: false },
      { value: "a b", isNot: true },
      { value: "-", isNot: false },
    ]);
  });
});

const anyTerm: fc.Arbitrary<Term> = fc.record(
  {
    field: fc.constantFrom("model", "status", "x-y"),
    value: fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("-", '"', "\\", "a:b", "//x", " "),
    ),
    isNot: fc.boolean(),
  },
  { requiredKeys: ["value", "isNot"] },
);

describe("any search", () => {
  it("reads back what it writes", () => {
    fc.assert(
      fc.property(fc.array(anyTerm), (terms) => {
        expect(termsOf(searchText(terms))).toEqual(terms);
      }),
    );
  });

  it("is read whatever is typed", () => {
    const typed = fc.oneof(
      fc.string({ unit: "binary" }),
      fc
        .array(fc.constantFrom("-", '"', "\\", ":", "model", "status:", ">", " ", "x"))
        .map((all) => all.join("")),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const { matches } = readSearch(text, requestGrammar);
        for (const one of Object.values(entries)) expect(typeof matches(one)).toBe("boolean");
      }),
    );
  });

  it("splits the items by a term and its negation", () => {
    const known = fc.constantFrom(
      "model:image",
      "status:4xx",
      "status:refused",
      "route:list",
      "1080p",
      '"one of"',
    );
    fc.assert(
      fc.property(fc.array(known, { maxLength: 3 }), known, (others, term) => {
        const rest = others.join(" ");
        const both = [...found(`${rest} ${term}`), ...found(`${rest} -${term}`)];
        expect(both.sort()).toEqual(found(rest).sort());
      }),
    );
  });
});

it("looks at an item once, however often the list grows", () => {
  let looks = 0;
  const filter = rememberingFilter(({ isKept }: { isKept: boolean }) => {
    looks++;
    return isKept;
  });
  const items = Array.from({ length: 10 }, (_, at) => ({ isKept: at % 2 === 0 }));
  const lengths = items.map((_, at) => filter(items.slice(0, at + 1)).length);
  expect(lengths).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
  expect(looks).toBe(10);
});
