import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { ScenarioFiles } from "../../../src/adapters/scenario-files/scenario-files.js";
import { type Mock } from "../../../src/compose/mock.js";
import type { FileScenarios } from "../../../src/simulation/scenarios/file-scenario.js";
import { STILL } from "../../harness/describe-matrix.js";
import { plainBody } from "../../harness/sample-bodies.js";
import { startMock } from "../../harness/start-mock.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const open: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const answering = (status: number) => `scenarios: [{ name: own, match: {}, use: http-${status} }]`;

/** Waits for what the file system tells in its own time. */
const until = (holds: () => boolean | Promise<boolean>) =>
  vi.waitUntil(holds, { interval: 20, timeout: 25_000 });

async function serve(scenarios: string[]) {
  const warnings: string[] = [];
  const notices: string[] = [];
  const mock = await startMock(
    { ...STILL, scenarios },
    { onWarning: (text) => warnings.push(text), onNotice: (text) => notices.push(text) },
  );
  open.push(mock);
  return { mock, warnings, notices };
}

async function statusOf(mock: Mock): Promise<number> {
  const headers = { authorization: "Bearer key-a", "content-type": "application/json" };
  const body = JSON.stringify(plainBody);
  return (await fetch(`${mock.url}/v1/videos/generations`, { method: "POST", headers, body })).status;
}

it("takes a file in when it is written, when it is put in place by rename, and again after it was broken", async () => {
  const folder = temporaryFolder();
  const { mock, warnings, notices } = await serve([folder.write("own.yaml", answering(501))]);
  expect(await statusOf(mock)).toBe(501);
  folder.write("own.yaml", answering(502));
  await until(async () => (await statusOf(mock)) === 502);
  renameSync(folder.write("own.yaml.new", answering(503)), join(folder.path, "own.yaml"));
  await until(async () => (await statusOf(mock)) === 503);
  folder.write("own.yaml", "scenarios:\n  - { name: own, match: {}, use: http-9000 }");
  await until(() => warnings.length > 0);
  expect(warnings).toEqual([
    expect.stringMatching(
      /^scenarios not reloaded, the earlier ones stay: .*own\.yaml:2:34: there is no scenario/,
    ),
  ]);
  expect(await statusOf(mock)).toBe(503);
  folder.write("own.yaml", answering(504));
  await until(async () => (await statusOf(mock)) === 504);
  expect(notices.at(-1)).toBe("scenarios reloaded: 1 changed");
});

it("takes in what is added to a folder, changed in it and removed from it", async () => {
  const folder = temporaryFolder();
  folder.write("b.yaml", answering(501));
  const { mock } = await serve([folder.path]);
  folder.write("a.json", JSON.stringify({ scenarios: [{ name: "first", match: {}, use: "http-502" }] }));
  await until(async () => (await statusOf(mock)) === 502);
  rmSync(join(folder.path, "a.json"));
  await until(async () => (await statusOf(mock)) === 501);
  folder.write("b.yaml", "scenarios: []");
  await until(async () => (await statusOf(mock)) === 200);
});

it("goes on watching a folder, and one that holds it, that is removed and made again", async () => {
  const outer = temporaryFolder();
  const folder = join(outer.path, "sets", "own");
  const put = (status: number) => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "own.yaml"), answering(status));
  };
  put(501);
  const { mock, warnings } = await serve([folder]);
  expect(await statusOf(mock)).toBe(501);
  for (const [removed, next] of [
    [folder, 502],
    [join(outer.path, "sets"), 503],
    [folder, 504],
  ] as const) {
    const told = warnings.length;
    rmSync(removed, { recursive: true });
    await until(() => warnings.length > told);
    put(next);
    await until(async () => (await statusOf(mock)) === next);
  }
  // Put in place of the old one before anybody looks.
  renameSync(folder, `${folder}.old`);
  put(505);
  await until(async () => (await statusOf(mock)) === 505);
  writeFileSync(join(folder, "own.yaml"), answering(506));
  await until(async () => (await statusOf(mock)) === 506);
});

/** Scenario files by themselves: what is read is up to the test. */
function filesOf(paths: string[]) {
  const told: string[] = [];
  const sets: string[][] = [];
  const files = new ScenarioFiles({
    paths,
    models: undefined,
    use: (own: FileScenarios) => sets.push([...own.keys()]),
    onWarning: (sentence) => told.push(sentence),
    onNotice: (sentence) => told.push(sentence),
  });
  open.push(files);
  return { files, told, sets };
}

it("says nothing when a file was touched and has not changed", async () => {
  const folder = temporaryFolder();
  const file = folder.write("own.yaml", answering(501));
  const { files, told, sets } = filesOf([file]);
  await files.load();
  folder.write("own.yaml", answering(501));
  await files.refresh();
  expect([told, sets]).toEqual([[], [["own"]]]);
});

it("tells of a broken file once, and reads it when it is whole again", async () => {
  const folder = temporaryFolder();
  const file = folder.write("own.yaml", answering(501));
  const { files, told, sets } = filesOf([file]);
  await files.load();
  folder.write("own.yaml", "scenarios: [");
  await files.refresh();
  await files.refresh();
  expect(told).toEqual([expect.stringContaining("own.yaml:1:13: Flow sequence")]);
  rmSync(file);
  await files.refresh();
  expect(told.at(-1)).toContain("own.yaml: there is no such file or folder");
  folder.write("own.yaml", answering(501));
  await files.refresh();
  expect(told.at(-1)).toBe("scenarios reloaded: nothing changed");
  expect(sets).toEqual([["own"], ["own"]]);
});

it("takes in all files or none", async () => {
  const folder = temporaryFolder();
  folder.write("a.yaml", answering(501));
  const { files, told, sets } = filesOf([folder.path]);
  await files.load();
  folder.write("a.yaml", "scenarios: [{ name: changed, use: slow }]");
  folder.write("b.yaml", "scenarios: [{ name: other, use: slwo }]");
  await files.refresh();
  expect([told.length, sets]).toEqual([1, [["own"]]]);
});

it("reads nothing after it was closed", async () => {
  const folder = temporaryFolder();
  const { files, told, sets } = filesOf([folder.write("own.yaml", answering(501))]);
  await files.load();
  files.watch();
  files.close();
  folder.write("own.yaml", answering(502));
  await files.refresh();
  expect([told, sets]).toEqual([[], [["own"]]]);
});

it("refuses a folder that is gone, also one that it watched", async () => {
  const folder = temporaryFolder();
  const inner = join(folder.path, "scenarios");
  mkdirSync(inner);
  const { files } = filesOf([inner]);
  await files.load();
  files.watch();
  rmSync(inner, { recursive: true });
  await expect(files.load()).rejects.toThrow("there is no such file or folder");
});
