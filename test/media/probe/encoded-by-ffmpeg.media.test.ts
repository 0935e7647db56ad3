import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type MediaFacts, probeMedia } from "../../../src/media/probe/probe-media.js";
import { missingDecoder } from "../ffmpeg.js";
import { readerOf } from "./reader-of.js";

describe.skipIf(missingDecoder)(`what the bytes of ffmpeg's files tell${missingDecoder}`, () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "wan-mock-probe-"));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const picture = ["-f", "lavfi", "-i", "testsrc=size=322x242:rate=1:duration=1", "-frames:v", "1"];
  const film = ["-f", "lavfi", "-i", "testsrc=size=322x242:rate=10:duration=2"];
  const tone = ["-f", "lavfi", "-i", "sine=duration=2.5:sample_rate=44100"];
  const half = [...picture, "-vf", "format=rgba,colorchannelmixer=aa=0.5"];
  const image = { kind: "image", width: 322, height: 242, hasTransparency: false } as const;
  const video = { kind: "video", width: 322, height: 242, seconds: 2, hasSound: false } as const;
  const clear = { ...image, hasTransparency: true } as const;
  const audio = { kind: "audio", seconds: 2.5 } as const;

  const cases: readonly (readonly [name: string, args: string[], facts: Omit<MediaFacts, "bytes">])[] = [
    ["plain.jpg", picture, { ...image, format: "jpeg" }],
    ["rgb.png", [...picture, "-pix_fmt", "rgb24"], { ...image, format: "png" }],
    ["rgba.png", [...picture, "-pix_fmt", "rgba"], { ...clear, format: "png" }],
    ["grey-alpha.png", [...picture, "-pix_fmt", "ya8"], { ...clear, format: "png" }],
    ["plain.bmp", picture, { ...image, format: "bmp" }],
    ["lossy.webp", picture, { ...image, format: "webp" }],
    ["lossy-alpha.webp", [...half, "-pix_fmt", "yuva420p"], { ...clear, format: "webp" }],
    ["lossless-alpha.webp", [...half, "-pix_fmt", "bgra", "-lossless", "1"], { ...clear, format: "webp" }],
    ["plain.gif", picture, { kind: "image", format: "gif" }],
    ["plain.mp4", film, { ...video, format: "mp4" }],
    ["plain.mov", film, { ...video, format: "mov" }],
    ["fragmented.mp4", [...film, "-movflags", "frag_keyframe+empty_moov"], { ...video, format: "mp4" }],
    ["sound.mp4", [...film, ...tone, "-shortest"], { ...video, format: "mp4", hasSound: true }],
    ["named.mp4", [...film, "-f", "mov"], { ...video, format: "mov" }],
    ["film.webm", film, { kind: "video", format: "webm" }],
    ["tone.wav", tone, { ...audio, format: "wav" }],
    ["deep.wav", [...tone, "-c:a", "pcm_s24le"], { ...audio, format: "wav" }],
    ["constant.mp3", [...tone, "-b:a", "128k"], { ...audio, format: "mp3" }],
    ["variable.mp3", [...tone, "-q:a", "4"], { ...audio, format: "mp3" }],
    ["stereo.mp3", [...tone, "-ac", "2"], { ...audio, format: "mp3" }],
    ["slow.mp3", [...tone, "-ar", "22050"], { ...audio, format: "mp3" }],
    ["tone.m4a", tone, { ...audio, format: "m4a" }],
    ["tone.flac", tone, { kind: "audio", format: "flac" }],
    ["tone.ogg", tone, { kind: "audio", format: "ogg" }],
  ];

  it.each(cases)("is what went into it: %s", async (name, args, facts) => {
    const path = join(folder, name);
    execFileSync("ffmpeg", ["-v", "error", "-y", ...args, path]);
    const bytes = readFileSync(path);
    const probed = await probeMedia(readerOf(bytes));
    expect({ ...probed, seconds: undefined }).toEqual({ bytes: bytes.length, ...facts, seconds: undefined });
    if (facts.seconds !== undefined) expect(probed.seconds).toBeCloseTo(facts.seconds, 1);
    if (facts.format === "mp3") expect(probed.seconds).toBeCloseTo(2.5, 4);
  });

  it("has the sides of a turned video as they are shown", async () => {
    const [straight, turned] = [join(folder, "straight.mp4"), join(folder, "turned.mp4")];
    execFileSync("ffmpeg", ["-v", "error", "-y", ...film, straight]);
    const turn = ["-i", straight, "-c", "copy", "-metadata:s:v:0", "rotate=90", turned];
    execFileSync("ffmpeg", ["-v", "error", "-y", ...turn]);
    expect(await probeMedia(readerOf(readFileSync(turned)))).toMatchObject({ width: 242, height: 322 });
  });
});
