import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describeMatrix, type ErrorJson, STILL } from "../harness/describe-matrix.js";
import { describePage } from "../harness/describe-page.js";
import { pageBlocks } from "../harness/page-blocks.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const page = readFileSync(new URL("../../docs/errors-on-demand.md", import.meta.url), "utf8");

describePage("docs/errors-on-demand.md");

describeMatrix("the scenario file of the documentation", (serve) => {
  it("does what the page says", async () => {
    const text = pageBlocks(page).find(({ info }) => info === "scenarios.yaml")?.text ?? "";
    const file = temporaryFolder().write("scenarios.yaml", text);
    const mock = await serve({ ...STILL, scenarios: [file] });
    const listed = await mock.send({ path: "/_mock/scenarios", headers: { host: "127.0.0.1" } });
    const { items } = listed.json<{ items: { name: string; source?: string }[] }>();
    const own = items.filter(({ source }) => source !== undefined).map(({ name }) => name);
    expect(own).toEqual(["crowded-monday", "slow-then-fails", "closed-today"]);
    const rain = { ...plainBody, prompt: "Fine rain" };
    const statuses = [];
    for (let submit = 0; submit < 3; submit++) statuses.push((await mock.submit(rain)).status);
    expect(statuses).toEqual([429, 429, 200]);
    const closed = await mock.submit(plainBody, { "x-wan-mock-scenario": "closed-today" });
    expect([closed.status, closed.headers["retry-after"], closed.json<ErrorJson>().error]).toMatchObject([
      503,
      "3600",
      { code: "closed_today", message: "Come back tomorrow" },
    ]);
    const { id } = (await mock.submit({ ...plainBody, quality: "1080p" })).json();
    const line = [String((await mock.query(id)).status)];
    for (const step of ["4s", "1s", "35s", "20s"]) {
      await mock.clock.advance(step);
      const { status, progress } = (await mock.query(id)).json();
      line.push(`${status} ${progress}`);
    }
    expect(line).toEqual(["503", "pending 0", "processing 10", "processing 60", "failed 0"]);
  });

  it("names the schema where the package has it", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
      name: string;
      files: string[];
    };
    const [, path = ""] = /\$schema=\.\/node_modules\/([^\s]+)/.exec(page) ?? [];
    expect(path.startsWith(`${manifest.name}/`)).toBe(true);
    const inside = path.slice(manifest.name.length + 1);
    expect(manifest.files).toContain(inside.split("/")[0]);
    expect(readFileSync(new URL(`../../${inside}`, import.meta.url), "utf8")).toContain(
      '"title": "scenario file"',
    );
  });
});
