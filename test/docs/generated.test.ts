import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { filledPages, tables, tablesIn } from "../../scripts/docs-pages.js";

it("has the tables that the code gives; npm run generate writes them", async () => {
  for (const [page, text] of Object.entries(await filledPages())) {
    expect([page, readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8")]).toEqual([
      page,
      text,
    ]);
  }
});

it("has each table once", async () => {
  const shown = Object.values(await filledPages()).flatMap(tablesIn);
  expect(shown.sort()).toEqual(Object.keys(tables).sort());
});
