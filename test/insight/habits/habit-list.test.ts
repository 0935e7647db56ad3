import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { habits } from "../../../src/insight/habits/habit-list.js";
import { documentNames, readDocument } from "../../contract/read-document.js";

const folder = new URL("../../../src/insight/habits/list/", import.meta.url);
const page = readFileSync(new URL("../../../docs/habits.md", import.meta.url), "utf8");

/** Headings of the guide that habits may name. */
const guideSections = [
  "Production best practices",
  "9. Error handling and common status codes",
  "Common mistakes",
  "Reliability patterns",
  "12. Parameter reference cheat sheet",
];

describe("the list of habits", () => {
  it("holds every module of its folder, under its name", () => {
    const files = readdirSync(folder).map((name) => name.replace(/\.ts$/, ""));
    expect(habits.map(({ id }) => id).sort()).toEqual(files.sort());
  });

  it.each(habits)("tells all about $id, tests it and documents it", ({ id, meta }) => {
    expect(existsSync(new URL(`${id}.test.ts`, import.meta.url))).toBe(true);
    for (const text of [meta.summary, meta.cost, meta.advice]) {
      expect(text.length).toBeGreaterThan(20);
      expect(text).not.toMatch(/\.$/);
    }
    expect(page).toContain(`| \`${id}\` | ${meta.severity} |`);
    const { page: source, at } = meta.source;
    if (source === "guide") expect(guideSections).toContain(at);
    else {
      expect(documentNames).toContain(source);
      const place = at
        .slice(1)
        .split("/")
        .reduce<unknown>((value, part) => (value as Record<string, unknown>)[part], readDocument(source));
      expect(place).toBeDefined();
    }
  });

  it("names habits for at least one moment each", () => {
    const moments = ["submit", "query", "unauthorized", "download", "callback", "done"] as const;
    for (const habit of habits) expect(moments.some((moment) => habit[moment] !== undefined)).toBe(true);
  });
});
