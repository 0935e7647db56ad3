import { describe, expect, it } from "vitest";
import { blocksOf, spansOf } from "../../src/page/parts/prose.js";

describe("blocksOf", () => {
  it("reads paragraphs, lists and tables", () => {
    const text = "One\ntwo.\n\nA list:\n- first\n  goes on\n- second\n\n| a | b |\n|---|---|\n| 1 | 2 |";
    expect(blocksOf(text)).toEqual([
      { kind: "paragraph", text: "One two." },
      { kind: "paragraph", text: "A list:" },
      { kind: "list", items: ["first goes on", "second"] },
      { kind: "table", head: ["a", "b"], rows: [["1", "2"]] },
    ]);
  });

  it("reads nothing in a blank text", () => expect(blocksOf(" \n\n ")).toEqual([]));
});

describe("spansOf", () => {
  it("tells code from text", () => {
    expect(spansOf("set `duration` to <b>`2`")).toEqual([
      { isCode: false, text: "set " },
      { isCode: true, text: "duration" },
      { isCode: false, text: " to <b>" },
      { isCode: true, text: "2" },
    ]);
  });

  it("takes a lone backtick for text", () =>
    expect(spansOf("a ` b")).toEqual([{ isCode: false, text: "a ` b" }]));
});
