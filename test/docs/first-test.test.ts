import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describePage } from "../harness/describe-page.js";
import { firstTestNotRun } from "./reader-programs.js";

describePage("docs/first-test.md", firstTestNotRun);

it("names the file that npm pack makes", () => {
  const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
  const { version } = JSON.parse(read("package.json")) as { version: string };
  for (const page of ["README.md", "docs/first-test.md"]) {
    const named = [...read(page).matchAll(/wan-mock-([\d.]+)\.tgz/g)].map(([, each]) => each);
    expect([page, named]).toEqual([page, [version]]);
  }
});
