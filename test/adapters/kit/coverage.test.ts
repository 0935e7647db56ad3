import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createMock, startMock } from "../../../src/index.js";
import { type CoverageRecord, readRecord } from "../../../src/insight/coverage/coverage-record.js";
import { plainBody } from "../../harness/sample-bodies.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const headers = { authorization: "Bearer key-a", "content-type": "application/json" };
const call = { method: "POST", headers, body: JSON.stringify(plainBody) };
const SUBMIT = "/v1/videos/generations";
const MODEL = "model/wan2.7-text-to-video";

/** The files in a folder, read. */
function recordsIn(folder: string): CoverageRecord[] {
  return readdirSync(folder).map((name) => {
    const record = readRecord(JSON.parse(readFileSync(join(folder, name), "utf8")));
    if (typeof record === "string") throw new Error(record);
    return record;
  });
}

it("tells what a mock was sent, by item and by section", async () => {
  await using mock = createMock({ clock: "frozen" });
  await mock.fetch(SUBMIT, call);
  const { items, missing, groups, percent, covered, total } = mock.coverage();
  expect(items.find(({ id }) => id === MODEL)).toEqual({
    id: MODEL,
    group: "models",
    label: "wan2.7-text-to-video",
    models: ["wan2.7-text-to-video"],
    hits: 1,
  });
  expect(missing).not.toContain(MODEL);
  expect(missing).toContain("error/submit/429/rate_limit_exceeded");
  expect(groups[0]).toEqual({
    group: "models",
    title: "Models",
    hint: "A submit for the model was accepted.",
    counts: true,
    percent: 25,
    covered: 1,
    total: 4,
  });
  expect(percent).toBe(Math.floor((covered * 1000) / total) / 10);
});

it("tells of one model", async () => {
  await using mock = createMock({ clock: "frozen" });
  await mock.fetch(SUBMIT, call);
  const models = ["wan2.7-text-to-video"] as const;
  expect(mock.coverage({ models })).toEqual(mock.coverage({ onlyUsedModels: true }));
  expect(mock.coverage({ models }).groups[0]).toMatchObject({ covered: 1, total: 1 });
});

it("refuses filters that say nothing", async () => {
  await using mock = createMock();
  expect(() => mock.coverage({ models: ["wan9" as never] })).toThrow(
    expect.objectContaining({ code: "UNKNOWN_MODEL" }),
  );
  for (const filter of [{ model: "x" }, { models: "x" }, { onlyUsedModels: 1 }])
    expect(() => mock.coverage(filter as object)).toThrow(
      expect.objectContaining({ code: "INVALID_OPTION" }),
    );
});

it("survives a reset, but for one of its own", async () => {
  await using mock = createMock({ clock: "frozen" });
  await mock.fetch(SUBMIT, call);
  await mock.reset();
  expect(mock.coverage().missing).not.toContain(MODEL);
  await mock.fetch(SUBMIT, call);
  await mock.reset("coverage");
  expect(mock.coverage().covered).toBe(0);
});

it("is still told of a mock that is closed", async () => {
  const mock = createMock();
  await mock.fetch(SUBMIT, call);
  await mock.close();
  expect(mock.coverage().missing).not.toContain(MODEL);
});

it("writes one file for all mocks of the process, the open ones included", async () => {
  const { path } = temporaryFolder();
  const folder = join(path, "not", "there");
  const socketless = createMock({ coverage: folder });
  const served = await startMock({ coverage: folder });
  await socketless.fetch(SUBMIT, call);
  await fetch(`${served.url}${SUBMIT}`, call);
  await socketless.close();
  expect(recordsIn(folder).map(({ items }) => items.get(MODEL))).toEqual([2]);
  await fetch(`${served.url}${SUBMIT}`, call);
  await served.close();
  expect(recordsIn(folder).map(({ items }) => items.get(MODEL))).toEqual([3]);
  const later = createMock({ coverage: folder });
  await later.fetch(SUBMIT, call);
  await later.close();
  expect(recordsIn(folder).map(({ items }) => items.get(MODEL))).toEqual([4]);
});

it("writes what there was to cover of a mock that nobody used", async () => {
  const { path } = temporaryFolder();
  await createMock({ coverage: path }).close();
  expect(recordsIn(path).map(({ items }) => items.get(MODEL))).toEqual([0]);
});

it("refuses a path that cannot be a folder", async () => {
  const file = temporaryFolder().write("coverage.json", "{}");
  const refused = {
    code: "INVALID_OPTION",
    message: expect.stringMatching(/is a folder.*it is a file/) as string,
  };
  expect(() => createMock({ coverage: file })).toThrow(expect.objectContaining(refused));
  await expect(startMock({ coverage: join(file, "x") })).rejects.toMatchObject({ code: "INVALID_OPTION" });
});

it("says so when the file cannot be written, and closes all the same", async () => {
  const { path } = temporaryFolder();
  const folder = join(path, "gone");
  const warnings: string[] = [];
  const mock = createMock({ coverage: folder }, { onWarning: (sentence) => warnings.push(sentence) });
  await mock.fetch(SUBMIT, call);
  rmSync(folder, { recursive: true });
  writeFileSync(folder, "");
  await mock.close();
  expect(warnings).toEqual([
    expect.stringMatching(/^the coverage cannot be written to .*what was counted is lost$/),
  ]);
});
