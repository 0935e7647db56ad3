import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { createMock } from "../../../src/index.js";
import type { RawFileScenario } from "../../../src/simulation/scenarios/read-file-scenario.js";
import {
  LIVE_KEY,
  liveBody,
  queryAt,
  startProxyTo,
  startService,
  submitTo,
} from "../../harness/live-proxy.js";
import { rawUpstream } from "../../harness/raw-upstream.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import { get, post, stillMock } from "./recorded-run.js";

const NAME = "2026-09-01-wan2.7-text-to-video-rain";

const newFolder = () => join(temporaryFolder().path, "recordings");

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** The end of the task in the only recording of a folder. */
function endIn(folder: string) {
  const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  const { scenarios } = parse(readFileSync(join(folder, file), "utf8")) as { scenarios: RawFileScenario[] };
  return scenarios[0]?.recording?.end;
}

test("a mock keeps the video of a completed task beside its recording", async () => {
  const to = newFolder();
  const mock = stillMock({ record: to, recordResults: true });
  const { answer } = await post(mock, liveBody);
  await post(mock, { ...liveBody, prompt: "Snow" }, { "x-wan-mock-scenario": "generation-timeout" });
  await mock.clock.advance("1h");
  const shown = (await get(mock, answer.id)).answer as { results?: string[] };
  const served = await mock.fetch(new URL(shown.results?.[0] ?? "").pathname);
  const bytes = new Uint8Array(await served.arrayBuffer());
  await mock.close();
  expect(readdirSync(to).sort()).toEqual([
    `${NAME}.mp4`,
    `${NAME}.yaml`,
    "2026-09-01-wan2.7-text-to-video-snow.yaml",
  ]);
  const kept = readFileSync(join(to, `${NAME}.mp4`));
  expect(sha256(kept)).toBe(sha256(bytes));
  expect(readFileSync(join(to, `${NAME}.yaml`), "utf8")).toContain(
    `          file: ${NAME}.mp4\n          sha256: ${sha256(kept)}\n`,
  );
  const replaying = createMock({ replay: [to], replayOnly: true });
  expect((await post(replaying, liveBody)).response.status).toBe(200);
  await replaying.close();
});

test("a file that has the name of the video is left alone", async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder.path, `${NAME}.mp4`), "mine");
  const warnings: string[] = [];
  const mock = createMock(
    { clock: "frozen", now: Date.UTC(2026, 8, 1), record: folder.path, recordResults: true },
    { onWarning: (sentence) => warnings.push(sentence) },
  );
  const { answer } = await post(mock, liveBody);
  await mock.clock.advance("1h");
  await mock.close();
  expect(warnings).toEqual([`the video of ${answer.id} was not kept: a file ${NAME}.mp4 is there already`]);
  expect(readFileSync(join(folder.path, `${NAME}.mp4`), "utf8")).toBe("mine");
  expect(endIn(folder.path)).toMatchObject({ status: "completed" });
  expect(endIn(folder.path)?.video).toBeUndefined();
});

test("without a folder there is nothing to keep videos beside", () => {
  expect(() => createMock({ recordResults: true })).toThrow(
    "recordResults keeps videos beside recordings: name the folder with record",
  );
});

test("a proxy fetches the video once", async () => {
  const service = await startService();
  const to = newFolder();
  const proxy = await startProxyTo(service.url, { record: to, recordResults: true });
  const { id } = (await (await submitTo(proxy.url)).json()) as { id: string };
  await service.clock.advance("1h");
  const { results } = (await (await queryAt(proxy.url, id)).json()) as { results: string[] };
  await (await queryAt(proxy.url, id)).text();
  await proxy.close();
  const downloads = service.journal.requests().filter(({ path }) => path.startsWith("/files/"));
  expect(downloads).toHaveLength(1);
  const served = new Uint8Array(await (await fetch(results[0] ?? "")).arrayBuffer());
  const { file = "", sha256: hash } = endIn(to)?.video ?? {};
  expect([hash, sha256(readFileSync(join(to, file)))]).toEqual([sha256(served), sha256(served)]);
});

/** Records a task whose result has a link of the test's own; what the service answers to that link is raw. */
async function recordedWith(link: (url: string) => string, file: string) {
  const json = (body: object) => {
    const text = JSON.stringify(body);
    return `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${text.length}\r\n\r\n${text}`;
  };
  const service = await rawUpstream((socket, request) => {
    const task = {
      id: "task-unified-1-abc",
      object: "video.generation.task",
      progress: 0,
      status: "pending",
    };
    const done = { ...task, status: "completed", progress: 100, results: [link(service.url)] };
    socket.end(
      request.startsWith("POST") ? json(task) : request.startsWith("GET /v1/tasks/") ? json(done) : file,
    );
  });
  const to = newFolder();
  const warnings: string[] = [];
  const proxy = await startProxyTo(
    service.url,
    { record: to, recordResults: true },
    { onWarning: (sentence) => warnings.push(sentence) },
  );
  await (await submitTo(proxy.url)).text();
  await (await queryAt(proxy.url, "task-unified-1-abc")).text();
  await proxy.close();
  return { to, warnings, requests: service.requests, host: new URL(service.url).host };
}

const atHome = (url: string) => `${url}/a.mp4?signature=link-secret`;

test("the API key is not sent to the link", async () => {
  const file = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbytes\r\n0\r\n\r\n";
  const { to, warnings, requests } = await recordedWith(atHome, file);
  expect(warnings).toEqual([]);
  const video = endIn(to)?.video;
  expect(video?.sha256).toBe(sha256(Buffer.from("bytes")));
  const download = requests.find((request) => request.startsWith("GET /a.mp4?signature=link-secret "));
  expect(download).toBeDefined();
  expect(download).not.toContain(LIVE_KEY);
});

test.each([
  [
    "a link to another machine",
    () => "https://files.example.com/a.mp4?signature=link-secret",
    "",
    "its link leads to files.example.com, which is not on this machine: allow it with --yes-live",
  ],
  ["a link of another kind", () => "ftp://127.0.0.1/a.mp4", "", "its link is not an http address"],
  [
    "a redirect",
    atHome,
    "HTTP/1.1 302 Found\r\nLocation: https://files.example.com/\r\nContent-Length: 0\r\n\r\n",
    "HOST answered its link with 302",
  ],
  [
    "a download that breaks off",
    atHome,
    "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nbytes",
    "its download from HOST broke off",
  ],
  [
    "a large file",
    atHome,
    "HTTP/1.1 200 OK\r\nContent-Length: 300000000\r\n\r\nbytes",
    "it is larger than 200 MB",
  ],
  ["an empty file", atHome, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "it is empty"],
] as const)("%s leaves the recording without a video", async (_, link, file, reason) => {
  const { to, warnings, host } = await recordedWith(link, file);
  expect(warnings).toEqual([`the video of task-unified-1-abc was not kept: ${reason.replace("HOST", host)}`]);
  expect(readdirSync(to)).toEqual([expect.stringMatching(/\.yaml$/)]);
  expect(endIn(to)).toMatchObject({ status: "completed" });
  expect(endIn(to)?.video).toBeUndefined();
});
