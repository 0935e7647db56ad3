import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { optionsPage } from "../../scripts/options-page.js";
import { describePage } from "../harness/describe-page.js";

describePage("docs/options.md");

it("is what the option table says", () => {
  expect(readFileSync(new URL("../../docs/options.md", import.meta.url), "utf8")).toBe(optionsPage());
});
