import { linkSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";
import type { Coverage } from "../../src/insight/coverage/coverage.js";
import { runProgram, serveProgram } from "../harness/run-program.js";
import { bodies, plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";
import { fileOf, four } from "./coverage-file.js";

const submit = (url: string, body: object = plainBody) =>
  fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json" },
    body: JSON.stringify(body),
  });

async function told(folder: string): Promise<Coverage & { sources: string[]; notes: string[] }> {
  const { stdout } = await runProgram(["coverage", folder, "--format", "json"]);
  return JSON.parse(stdout) as Coverage & { sources: string[]; notes: string[] };
}

it("joins the files of several processes", async () => {
  const { path } = temporaryFolder();
  const mocks = await Promise.all([
    serveProgram(["--coverage", path]),
    serveProgram([], { WAN_MOCK_COVERAGE: path }),
  ]);
  await submit(mocks[0].url);
  await submit(mocks[1].url, bodies.edit);
  await submit(mocks[1].url, bodies.edit);
  for (const mock of mocks) expect((await mock.stop()).code).toBe(0);
  expect(readdirSync(path)).toHaveLength(2);
  const { items, sources, notes } = await told(path);
  const hit = items.filter(({ group, hits }) => group === "models" && hits > 0);
  expect(hit.map(({ label, hits }) => [label, hits])).toEqual([
    ["wan2.7-text-to-video", 1],
    ["wan2.7-video-edit", 2],
  ]);
  expect(sources).toHaveLength(2);
  expect(notes).toEqual([]);
});

it("counts what a program does beside a mock of its own, and the mocks that it starts itself", async () => {
  const { path, write } = temporaryFolder();
  const library = new URL("../../dist/index.js", import.meta.url).href;
  const client = write(
    "client.mjs",
    `import { createMock } from ${JSON.stringify(library)};
const call = (model) => ({ method: "POST", headers: { authorization: "Bearer k", "content-type": "application/json" },
  body: JSON.stringify({ model, prompt: "Rain", video_urls: ["https://cdn.example.com/a.mp4"] }) });
await fetch("https://api.evolink.ai/v1/videos/generations", call("wan2.7-text-to-video"));
const mock = createMock();
await mock.fetch("/v1/videos/generations", call("wan2.7-video-edit"));
process.exit(0);`,
  );
  const folder = join(path, "coverage");
  const ran = await runProgram(["run", "--coverage", folder, "--", process.execPath, client]);
  expect([ran.code, ran.stderr.includes("bug")]).toEqual([0, false]);
  const { items } = await told(folder);
  const hit = items.filter(({ group, hits }) => group === "models" && hits > 0);
  expect(hit.map(({ label }) => label)).toEqual(["wan2.7-text-to-video", "wan2.7-video-edit"]);
});

it.each([
  ["--save", "all.json", "--html", "./all.json", "--html ./all.json: --save writes this file"],
  ["--save", "all.json", "--output", "all.json", "--save all.json: --output writes this file"],
  ["--html", "link.json", "--output", "target.json", "--html link.json: --output writes this file"],
  ["--output", "coverage-1.json", "", "", "--output coverage-1.json: this is a file to read"],
  ["--save", "../LAST/coverage-1.json", "", "", "this is a file to read"],
  ["--html", "hard.json", "", "", "--html hard.json: this is a file to read"],
  ["--compare", "before.json", "--save", "before.json", "--save before.json: this is a file to read"],
])(
  "keeps files that are written apart from others: %s %s %s %s",
  async (option, file, other, second, says) => {
    const { path, write } = temporaryFolder();
    for (const name of ["coverage-1.json", "before.json"]) write(name, fileOf(four));
    write("target.json", "before");
    symlinkSync(join(path, "target.json"), join(path, "link.json"));
    linkSync(join(path, "coverage-1.json"), join(path, "hard.json"));
    const last = basename(path);
    const args = [option, file.replace("LAST", last), ...(other === "" ? [] : [other, second])];
    const { code, stdout, stderr } = await runProgram(["coverage", path, ...args], { cwd: path });
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(`${says}, name another\n`)]);
    expect(readdirSync(path).sort()).toEqual([
      ...["before.json", "coverage-1.json", "hard.json", "link.json", "target.json"],
    ]);
    expect(readFileSync(join(path, "target.json"), "utf8")).toBe("before");
    expect(readFileSync(join(path, "coverage-1.json"), "utf8")).toBe(fileOf(four));
  },
);
