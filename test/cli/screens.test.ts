import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import pc from "picocolors";
import stringWidth from "string-width";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tableText } from "../../src/cli/reports/table.js";
import type { Mock } from "../../src/compose/mock.js";
import { startMock } from "../../src/compose/start-mock.js";
import { runCli } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are control characters
const COLOUR = /\u001b\[\d+m/;

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ pace: "instant" });
});
afterAll(() => mock.close());

const body = '{"model":"wan2.7-text-to-video","prompt":"A fox","duration":16}';

const screens: readonly (readonly [string, () => readonly string[]])[] = [
  ["rules", () => ["rules"]],
  ["one rule", () => ["rules", "video-reference-caps-duration"]],
  ["scenarios", () => ["scenarios"]],
  ["one scenario", () => ["scenarios", "rate-limited"]],
  ["the habits", () => ["habits", "--list"]],
  ["one habit", () => ["habits", "polls-too-often"]],
  ["assets", () => ["assets"]],
  ["one asset", () => ["assets", "https://cdn.example.com/image-30x20.png"]],
  ["config", () => ["config"]],
  ["lint", () => ["lint", temporaryFolder().write("body.json", body)]],
  ["verify", () => ["verify", mock.url, "--only", "http/credits*"]],
  ["the cases of verify", () => ["verify", "--list", "--only", "http/credits*"]],
  ["coverage", () => ["coverage", mock.url]],
  ["the help", () => ["--help"]],
  ["the help of serve", () => ["serve", "--help"]],
];

describe.each(screens)("the screen of %s", (_what, args) => {
  it.each([60, 200])("fits %i columns but for words that are longer", async (columns) => {
    const { stdout } = await runCli(args(), { columns, env: { NO_COLOR: "1" } });
    const tooLong = stdout.split("\n").filter((line) => stringWidth(line) > columns);
    // A pasted body or command stays whole, and so do a path and the table of shares.
    expect(tooLong.filter((line) => !/^ {2}(?:\{|curl )|\S{30}|█|░/.test(line))).toEqual([]);
  });

  it("has colours in a terminal, and none under NO_COLOR or in a pipe", async () => {
    const given = args();
    expect((await runCli(given, { columns: 100 })).stdout).toMatch(COLOUR);
    expect((await runCli(given, { columns: 100, env: { NO_COLOR: "1" } })).stdout).not.toMatch(COLOUR);
    expect((await runCli(given)).stdout).not.toMatch(COLOUR);
  });
});

it("has colours in a pipe where FORCE_COLOR asks for them, unless NO_COLOR does not want them", async () => {
  expect((await runCli(["rules"], { env: { FORCE_COLOR: "1" } })).stdout).toMatch(COLOUR);
  expect((await runCli(["rules"], { env: { FORCE_COLOR: "0" }, columns: 100 })).stdout).not.toMatch(COLOUR);
  expect((await runCli(["rules"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).stdout).not.toMatch(COLOUR);
  expect((await runCli(["rules"], { env: { NO_COLOR: "", TERM: "xterm" }, columns: 100 })).stdout).toMatch(
    COLOUR,
  );
  expect((await runCli(["rules"], { env: { TERM: "dumb" }, columns: 100 })).stdout).not.toMatch(COLOUR);
});

describe("a table", () => {
  const plain = pc.createColors(false);
  const rows = [
    ["id", "error", "A sentence about the one"],
    ["longer-id", "warn", "Another sentence that is somewhat longer than the one"],
  ];

  it("has a row a line where it fits", () => {
    expect(tableText(rows, { colours: plain, width: 80 })).toBe(
      "id         error  A sentence about the one\n" +
        "longer-id  warn   Another sentence that is somewhat longer than the one\n",
    );
  });

  it("breaks the sentence between words where it does not", () => {
    expect(tableText(rows, { colours: plain, width: 50 })).toBe(
      [
        "id         error  A sentence about the one",
        "longer-id  warn   Another sentence that is",
        "                  somewhat longer than the one",
        "",
      ].join("\n"),
    );
  });

  it("puts the sentence under the row where too little room is left", () => {
    expect(tableText(rows, { colours: plain, width: 40 })).toBe(
      [
        "id  error",
        "    A sentence about the one",
        "longer-id  warn",
        "    Another sentence that is somewhat",
        "    longer than the one",
        "",
      ].join("\n"),
    );
  });

  it("keeps every word, coloured or not, and is no wider than the terminal or its longest word", () => {
    const words = fc.array(fc.stringMatching(/^[a-z图]{1,12}$/), { minLength: 1, maxLength: 12 });
    const row = fc.tuple(fc.stringMatching(/^[a-z]{1,20}$/), words);
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 30, max: 200 }),
        (all, width) => {
          const cells = all.map(([id, sentence]) => [pc.createColors(true).red(id), sentence.join(" ")]);
          const text = stripVTControlCharacters(tableText(cells, { colours: plain, width }));
          expect(text.split(/\s+/).filter(Boolean)).toEqual(
            all.flatMap(([id, sentence]) => [id, ...sentence]),
          );
          for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(width);
        },
      ),
    );
  });
});
