import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createMock } from "../../../../src/compose/create-mock.js";
import { validateRequest } from "../../../../src/compose/validate-request.js";
import { describeMatrix, type ErrorJson, STILL, type TaskJson } from "../../../harness/describe-matrix.js";
import { sampleBytes } from "../../../harness/sample-bytes.js";
import { startMock } from "../../../harness/start-mock.js";
import { temporaryFolder } from "../../../harness/temporary-folder.js";

const CDN = "https://cdn.example.com";

/** A folder of files by the samples they are copies of, mapped to the host. */
function media(files: Readonly<Record<string, string>>) {
  const folder = join(temporaryFolder().path, "media");
  mkdirSync(folder);
  const write = (name: string, sample: string) => writeFileSync(join(folder, name), sampleBytes(sample));
  for (const [name, sample] of Object.entries(files)) write(name, sample);
  return { folder, write, assets: [{ prefix: `${CDN}/`, folder }] };
}

const frame = (name: string) => ({
  model: "wan2.7-image-to-video",
  prompt: "The kite climbs",
  image_start: `${CDN}/${name}`,
});
const edit = (name: string) => ({
  model: "wan2.7-video-edit",
  prompt: "Repaint it in charcoal",
  video_urls: [`${CDN}/${name}`],
  duration: 0,
});

interface Shown {
  effective: { output: { width: number; height: number; seconds: number } };
}

describeMatrix("files of a folder", (serve) => {
  it("fail a task when they break a limit, until they are replaced", async () => {
    const { assets, write } = media({ "hero.png": "image-239x300.png" });
    const mock = await serve({ ...STILL, assets });
    const first = await mock.submit(frame("hero.png"));
    expect([first.status, first.headers["x-wan-mock-findings"]]).toEqual([200, "asset-image-pixels"]);
    await mock.clock.advance("1m");
    const failed = (await mock.query(first.json().id)).json<TaskJson & ErrorJson>();
    expect([failed.status, failed.error.code]).toEqual(["failed", "invalid_parameters"]);
    write("hero.png", "image-1000x400.png");
    const second = await mock.submit(frame("hero.png"));
    expect(second.headers["x-wan-mock-findings"]).toBeUndefined();
    await mock.clock.advance("1m");
    expect((await mock.query(second.json().id)).json().status).toBe("completed");
  });

  it("decide pixels, seconds and credits of a result, as they were at its submit", async () => {
    const { assets, write } = media({ "clip.mov": "video-4s-640x480.mov" });
    const mock = await serve({ ...STILL, assets });
    const told = await mock.send({
      method: "POST",
      path: "/_mock/lint",
      body: JSON.stringify(edit("clip.mov")),
    });
    expect(told.json<{ estimate: object } & Shown>()).toMatchObject({
      effective: { output: { width: 1104, height: 832, seconds: 4 } },
      estimate: { seconds: 8, credits: 46.784 },
    });
    const task = (await mock.submit(edit("clip.mov"))).json();
    const unknown = (await mock.submit(edit("none.mov"))).json();
    expect(task.usage.credits_reserved).toBeLessThan(unknown.usage.credits_reserved);
    write("clip.mov", "video-9s-480x640.mov");
    const shown = (await mock.send({ path: `/_mock/tasks/${task.id}` })).json<Shown>();
    expect(shown.effective.output).toMatchObject({ width: 1104, height: 832, seconds: 4 });
    const later = (await mock.submit(edit("clip.mov"))).json();
    const longer = (await mock.send({ path: `/_mock/tasks/${later.id}` })).json<Shown>();
    expect(longer.effective.output).toMatchObject({ width: 832, height: 1104, seconds: 9 });
  });

  it("refuse a request where media limits do", async () => {
    const { assets } = media({ "song.wav": "audio-2s.wav" });
    const mock = await serve({ ...STILL, assets, assetFailures: "request" });
    const reply = await mock.submit(frame("song.wav"));
    expect([reply.status, reply.json<ErrorJson>().error.param]).toEqual([400, "image_start"]);
  });

  it("hold for an account with a daily limit too", async () => {
    const { assets } = media({ "clip.mp4": "video-4s-640x480.mp4" });
    // Two edits of 4 s cost 93.568; of a clip that nothing is known of, 116.96.
    const mock = await serve({ ...STILL, assets, policy: { dailyCredits: 95 } });
    const statuses: number[] = [];
    for (const _time of [1, 2, 3]) statuses.push((await mock.submit(edit("clip.mp4"))).status);
    expect(statuses).toEqual([200, 200, 400]);
  });

  it("are not served", async () => {
    const { assets } = media({ "hero.png": "image-300x300.png" });
    const mock = await serve({ ...STILL, assets });
    expect((await mock.send({ path: "/_mock/assets/hero.png" })).status).toBe(404);
    expect((await mock.send({ path: "/hero.png" })).status).toBe(404);
  });
});

describe("a folder of media", () => {
  it("serves a mock made without an await, which warns once of a file that is not there", async () => {
    const { assets, folder } = media({ "hero.png": "image-239x300.png" });
    const warnings: string[] = [];
    const mock = createMock({ ...STILL, assets }, { onWarning: (line) => warnings.push(line) });
    const submit = async (name: string) => {
      const body = JSON.stringify(frame(name));
      const headers = { authorization: "Bearer k", "content-type": "application/json" };
      const reply = await mock.fetch("/v1/videos/generations", { method: "POST", headers, body });
      return reply.headers.get("x-wan-mock-findings");
    };
    expect(await submit("hero.png")).toBe("asset-image-pixels");
    expect([await submit("none.png"), await submit("none.png")]).toEqual([null, null]);
    expect(warnings).toEqual([
      `${join(folder, "none.png")}: there is no such file, so nothing is known of its URL`,
    ]);
    await mock.close();
  });

  it("has to be there when a mock starts", async () => {
    const assets = [{ prefix: CDN, folder: "no/such" }];
    await expect(startMock({ assets })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    expect(() => createMock({ assets })).toThrow(/there is no such folder/);
  });

  it("is nothing for validateRequest, which awaits nothing", () => {
    const { assets } = media({});
    expect(() => validateRequest(frame("hero.png"), {}, assets as never)).toThrow(
      "assets[0] is a folder, whose files take an await to read: folders are for mocks and for wan-mock lint",
    );
  });
});
