import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { fileOf, four } from "../cli/coverage-file.js";
import { openPage } from "../harness/open-page.js";
import { runCli } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const cellsOf = (page: Page, name: string | RegExp) =>
  page.getByRole("row", { name }).first().locator("th, td").allTextContents();

/** Writes `--html` of a coverage file, and opens it. */
async function openCoverage(text: string, ...flags: readonly string[]) {
  const { path, write } = temporaryFolder();
  const html = join(path, "page.html");
  const before = write("before.json", fileOf({ ...four, "model/m2": 1 }));
  await runCli(["coverage", write("a.json", text), "--html", html, "--compare", before, ...flags]);
  return openPage(pathToFileURL(html).href);
}

it("shows the coverage of a suite from one file, with its limits and its sources", async () => {
  const { page, complaints, requests } = await openCoverage(fileOf(four), "--min", "80");
  await page.getByText("3 of 4 items of the contract were exercised").waitFor();
  await page.getByText("At least 80 % are wanted, and 75.0 % are covered: exercise 1 more item.").waitFor();
  await page.getByText("Lost: 1").click();
  await page.getByText("model/m2", { exact: true }).waitFor();
  await page.getByText("Sources: 1").click();
  await page.getByText(/a\.json$/).waitFor();
  expect(await cellsOf(page, /^r /)).toEqual(["r", "2", "1"]);
  expect(await page.locator("nav[aria-label=Views] a").allTextContents()).toEqual(["Habits", "Coverage"]);
  expect(await page.title()).toContain("Coverage");
  expect(requests).toHaveLength(1);
  expect(complaints).toEqual([]);
});

it("narrows the items by search, section and what is missing, and keeps that in the address", async () => {
  const { page, complaints } = await openCoverage(fileOf(four));
  await page.getByRole("checkbox", { name: "Missing only" }).check();
  await page.getByText("1 row", { exact: true }).waitFor();
  expect(await cellsOf(page, /^m2 /)).toEqual(["m2", "missing"]);
  await page.getByRole("searchbox").fill("r");
  await page.getByText("No item fits the search.").waitFor();
  await page.getByRole("checkbox", { name: "Missing only" }).uncheck();
  await page.getByRole("link", { name: /^Rules/ }).click();
  await page.getByText("1 row", { exact: true }).waitFor();
  expect(new URL(page.url()).hash).toBe("#/coverage/rules?q=r");
  await page.goBack();
  await page.getByRole("link", { name: /^Rules/ }).waitFor();
  expect(complaints).toEqual([]);
});

it("shows what stands in files as text", async () => {
  const evil = `<img src=x onerror=alert(1)>"'&</script>`;
  const text = fileOf(
    { [`model/${evil.replace("/", "%2F")}`]: 1, "rule/<b>/passed": 0, "value/m1/q/<i>": 0 },
    [evil, "m1"],
    { habits: [{ habit: "polls-too-often", severity: "warn", message: evil, at: 1, evidence: [] }] },
  );
  const { page, complaints } = await openCoverage(text);
  expect(await cellsOf(page, /^<img/)).toEqual([evil, "1"]);
  expect(await cellsOf(page, /^<b>/)).toEqual(["<b>", "", "missing"]);
  expect(await page.locator("img").count()).toBe(0);
  expect(complaints).toEqual([]);
});
