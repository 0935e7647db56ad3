import fc from "fast-check";
import { afterEach, expect, it } from "vitest";
import { validateRequest } from "../../../../src/compose/validate-request.js";
import { rules } from "../../../../src/contract/rules/rule-list.js";
import {
  describeMatrix,
  type ErrorJson,
  type Reply,
  type ServedMock,
  STILL,
  type TaskJson,
} from "../../../harness/describe-matrix.js";
import { type Receiver, startReceiver, status } from "../../../harness/receiver.js";

type Body = Readonly<Record<string, unknown>>;
type Maker = (file: string) => Body;
type Failed = TaskJson & ErrorJson;

const sample = (file: string) => `https://cdn.example.com/in/${file}?v=1`;
const bodyOf = (model: string, parameters: Body): Body => ({
  model,
  prompt: "The kite climbs",
  ...parameters,
});

const frame: Maker = (file) => bodyOf("wan2.7-image-to-video", { image_start: sample(file) });
const lastFrame: Maker = (file) =>
  bodyOf("wan2.7-image-to-video", { image_start: sample("image-640x360.png"), image_end: sample(file) });
const referenceImage: Maker = (file) => bodyOf("wan2.7-reference-video", { image_urls: [sample(file)] });
const editImage: Maker = (file) =>
  bodyOf("wan2.7-video-edit", {
    video_urls: [sample("video-5s-640x360.mp4")],
    image_urls: [sample("image-640x360.png"), sample(file)],
  });
const continuation: Maker = (file) =>
  bodyOf("wan2.7-image-to-video", { video_urls: [sample(file)], duration: 15 });
const referenceVideo: Maker = (file) => bodyOf("wan2.7-reference-video", { video_urls: [sample(file)] });
const source: Maker = (file) => bodyOf("wan2.7-video-edit", { video_urls: [sample(file)] });
const driving: Maker = (file) =>
  bodyOf("wan2.7-image-to-video", {
    image_start: sample("image-640x360.png"),
    audio_urls: [sample(file)],
  });
const voice: Maker = (file) =>
  bodyOf("wan2.7-reference-video", {
    image_urls: [sample("image-640x360.png")],
    model_params: { voice_bindings: { image1: sample(file) } },
  });
const voiceOfList: Maker = (file) =>
  bodyOf("wan2.7-reference-video", {
    image_urls: [sample("image-640x360.png")],
    audio_urls: [sample(file)],
  });

interface Limit {
  readonly rule: string;
  readonly make: Maker;
  /** A sample just inside the limit. */
  readonly inside: string;
  /** The same just outside. */
  readonly outside: string;
  readonly code: string;
  /** Of the failed task. */
  readonly message: string;
  /** Of the 400. */
  readonly sentence: string;
}

const limit = (
  rule: string,
  make: Maker,
  [inside, outside]: readonly [string, string],
  message: string,
  sentence: string,
  code = "invalid_parameters",
): Limit => ({ rule, make, inside, outside, code, message, sentence });

const processing = "image_processing_error";
const imagePixels = "image dimensions must be between 240 and 8000";
const videoPixels = "video dimensions must be between 240 and 4096";
const [imageSides, videoSides] = [
  "must be 240 to 8000 pixels on each side, but the image is",
  "must be 240 to 4096 pixels on each side, but the video is",
];
const proportion = "must be in a proportion of 1:8 to 8:1, but the";

/** Each limit of the documents, at each of its ends. */
const limits: readonly Limit[] = [
  limit(
    "asset-image-format",
    lastFrame,
    ["image-640x360.webp", "video-5s-640x360.mp4"],
    "The image format is not supported",
    "image_end must be an image (JPEG, PNG, BMP or WEBP), but the file is a video",
    processing,
  ),
  limit(
    "asset-image-is-opaque",
    referenceImage,
    ["image-640x360.png", "image-640x360-transparent.png"],
    "Images with transparency are not supported",
    "image_urls[0] must be without transparency, but the PNG has some",
    processing,
  ),
  ...(
    [
      ["image-240x300.jpg", "image-239x300.jpg", "239x300"],
      ["image-300x240.jpg", "image-300x239.jpg", "300x239"],
      ["image-8000x1000.bmp", "image-8001x1001.bmp", "8001x1001"],
      ["image-8000x8000.png", "image-8000x8001.png", "8000x8001"],
    ] as const
  ).map(([inside, outside, size]) =>
    limit("asset-image-pixels", frame, [inside, outside], imagePixels, `image_start ${imageSides} ${size}`),
  ),
  ...(
    [
      ["image-240x1920.webp", "image-240x1921.webp", "240x1921"],
      ["image-1920x240.webp", "image-1921x240.webp", "1921x240"],
    ] as const
  ).map(([inside, outside, size]) =>
    limit(
      "asset-image-ratio",
      editImage,
      [inside, outside],
      "image aspect ratio must be between 1:8 and 8:1",
      `image_urls[1] ${proportion} image is ${size}`,
    ),
  ),
  limit(
    "asset-image-bytes",
    frame,
    ["image-640x360-20MB.jpg", "image-640x360-20971521B.jpg"],
    "file size exceeds 20MB",
    "image_start must be 20 MB at most, but the file has 20971521 bytes",
  ),
  limit(
    "asset-video-format",
    source,
    ["video-5s-640x360.mov", "image-640x360.png"],
    "unsupported file type",
    "video_urls[0] must be a video (MP4 or MOV), but the file is an image",
  ),
  ...(
    [
      ["video-5s-240x300.mp4", "video-5s-238x300.mp4", "238x300"],
      ["video-5s-4096x4096.mov", "video-5s-4096x4098.mov", "4096x4098"],
    ] as const
  ).map(([inside, outside, size]) =>
    limit(
      "asset-video-pixels",
      referenceVideo,
      [inside, outside],
      videoPixels,
      `video_urls[0] ${videoSides} ${size}`,
    ),
  ),
  ...(
    [
      ["video-5s-240x1920.mp4", "video-5s-240x1922.mp4", "240x1922"],
      ["video-5s-1920x240.mp4", "video-5s-1922x240.mp4", "1922x240"],
    ] as const
  ).map(([inside, outside, size]) =>
    limit(
      "asset-video-ratio",
      source,
      [inside, outside],
      "video aspect ratio must be between 1:8 and 8:1",
      `video_urls[0] ${proportion} video is ${size}`,
    ),
  ),
  limit(
    "asset-video-bytes",
    source,
    ["video-5s-640x360-100MB.mp4", "video-5s-640x360-104857601B.mp4"],
    "file size exceeds 100MB",
    "video_urls[0] must be 100 MB at most, but the file has 104857601 bytes",
  ),
  ...(
    [
      ["video-1s-640x360.mp4", "video-0.999s-640x360.mp4", "0.999"],
      ["video-30s-640x360.mp4", "video-30.001s-640x360.mp4", "30.001"],
    ] as const
  ).map(([inside, outside, seconds]) =>
    limit(
      "asset-reference-video-seconds",
      referenceVideo,
      [inside, outside],
      "Video duration must be between 1-30 seconds",
      `video_urls[0] must last 1 to 30 s, but the video lasts ${seconds} s`,
    ),
  ),
  ...[continuation, source].flatMap((make) =>
    (
      [
        ["video-2s-640x360.mp4", "video-1.999s-640x360.mp4", "1.999"],
        ["video-10s-640x360.mp4", "video-10.001s-640x360.mp4", "10.001"],
      ] as const
    ).map(([inside, outside, seconds]) =>
      limit(
        "asset-clip-seconds",
        make,
        [inside, outside],
        "Video duration must be between 2-10 seconds",
        `video_urls[0] must last 2 to 10 s, but the video lasts ${seconds} s`,
      ),
    ),
  ),
  limit(
    "asset-audio-format",
    driving,
    ["audio-3s.wav", "video-3s-640x360.mp4"],
    "unsupported file type",
    "audio_urls[0] must be an audio file (WAV or MP3), but the file is a video",
  ),
  limit(
    "asset-audio-bytes",
    voice,
    ["audio-3s-15MB.mp3", "audio-3s-15728641B.mp3"],
    "file size exceeds 15MB",
    "voice_bindings.image1 must be 15 MB at most, but the file has 15728641 bytes",
  ),
  ...(
    [
      ["audio-2s.mp3", "audio-1.999s.mp3", "1.999"],
      ["audio-30s.mp3", "audio-30.001s.mp3", "30.001"],
    ] as const
  ).map(([inside, outside, seconds]) =>
    limit(
      "asset-driving-audio-seconds",
      driving,
      [inside, outside],
      "Audio duration must be between 2-30 seconds",
      `audio_urls[0] must last 2 to 30 s, but the audio lasts ${seconds} s`,
    ),
  ),
  ...(
    [
      [voice, "voice_bindings.image1", "audio-1s.wav", "audio-0.999s.wav", "0.999"],
      [voiceOfList, "audio_urls[0]", "audio-10s.wav", "audio-10.001s.wav", "10.001"],
    ] as const
  ).map(([make, param, inside, outside, seconds]) =>
    limit(
      "asset-voice-seconds",
      make,
      [inside, outside],
      "Audio duration must be between 1-10 seconds",
      `${param} must last 1 to 10 s, but the audio lasts ${seconds} s`,
    ),
  ),
];

const rows = limits.map((one) => ({
  ...one,
  name: `${one.rule}: ${one.inside} passes, ${one.outside} does not`,
}));
const json = { "content-type": "application/json" };
const tooWide = frame("image-8001x2000.png");

const findings = (reply: Reply) => reply.headers["x-wan-mock-findings"];
/** The same without the warning that the name of a wrong kind of file already earns. */
const assetFindings = (reply: Reply) => findings(reply)?.replace("media-url-has-accepted-extension, ", "");
const ended = async (mock: ServedMock, reply: Reply) => {
  expect(reply.status).toBe(200);
  await mock.clock.advance("3s");
  return (await mock.query(reply.json().id)).json<Failed>();
};

it("every asset rule has a limit to try", () => {
  const ids = rules.filter(({ meta }) => meta.failure !== undefined).map(({ id }) => id);
  expect([...new Set(limits.map(({ rule }) => rule))].sort()).toEqual(ids.sort());
  expect(ids.every((id) => id.startsWith("asset-"))).toBe(true);
});

const receivers: Receiver[] = [];
afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
});

describeMatrix("a limit of the media", (serve) => {
  it.each(rows)("fails the task by $name", async ({ make, inside, outside, rule, code, message }) => {
    const mock = await serve(STILL);
    const good = await mock.submit(make(inside));
    expect(findings(good)).toBeUndefined();
    expect(await ended(mock, good)).toMatchObject({ status: "completed", progress: 100 });

    const bad = await mock.submit(make(outside));
    expect(assetFindings(bad)).toBe(rule);
    const task = await ended(mock, bad);
    expect(task).toMatchObject({
      status: "failed",
      progress: 0,
      error: { code, message, type: "task_error" },
    });
    expect(task.results).toBeUndefined();
  });

  it.each(rows)(
    "refuses the request when told to, by $name",
    async ({ make, inside, outside, rule, sentence }) => {
      const mock = await serve({ ...STILL, assetFailures: "request" });
      expect((await mock.submit(make(inside))).status).toBe(200);
      const refused = await mock.submit(make(outside));
      expect(refused.status).toBe(400);
      expect(assetFindings(refused)).toBe(rule);
      expect(refused.json<ErrorJson>().error).toMatchObject({ code: "invalid_request", message: sentence });
    },
  );

  it("that is broken shows in the journal as an error that fails the task", async () => {
    const mock = await serve(STILL);
    const reply = await mock.submit(tooWide);
    const entry = (await mock.send({ path: reply.headers["x-wan-mock-journal"] ?? "" })).json<{
      findings: object[];
    }>();
    expect(entry.findings).toMatchObject([
      { rule: "asset-image-pixels", severity: "error", effect: "fails-task", param: "image_start" },
    ]);
  });

  it("that is broken gives the credits back and calls back", async () => {
    const hooks = await startReceiver(status(200));
    receivers.push(hooks);
    const mock = await serve({ ...STILL, balance: 100, forwardTo: hooks.url });
    const reply = await mock.submit({ ...tooWide, callback_url: "https://app.example.com/done" });
    expect(reply.json().usage.credits_reserved).toBeGreaterThan(0);
    const task = await ended(mock, reply);
    expect(hooks.received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([task]);
    const credits = await mock.send({ path: "/v1/credits", headers: { authorization: "Bearer key-a" } });
    expect(credits.json<{ data: { user: object } }>().data.user).toEqual({
      remaining_credits: 100,
      used_credits: 0,
    });
  });

  it("is one of several: the task fails by the first in the order of the rules", async () => {
    const mock = await serve(STILL);
    const reply = await mock.submit(frame("image-100x8001-21MB.png"));
    expect(findings(reply)).toBe("asset-image-pixels, asset-image-ratio, asset-image-bytes");
    expect((await ended(mock, reply)).error.message).toBe(imagePixels);
  });

  it("gives way to a forced outcome", async () => {
    const mock = await serve(STILL);
    const under = async (name: string) =>
      ended(mock, await mock.submit(tooWide, { "x-wan-mock-scenario": name }));
    expect((await under("generation-timeout")).error.code).toBe("generation_timeout");
    expect((await under("callback-late")).error.code).toBe("invalid_parameters");
    const empty = await mock.submit(tooWide, { "x-wan-mock-scenario": "completed-without-results" });
    await mock.clock.advance("3s");
    const shown = await mock.send({ path: `/_mock/tasks/${empty.json().id}` });
    expect(shown.json().status).toBe("completed");
  });

  it("refuses after every other rule", async () => {
    const mock = await serve({ ...STILL, assetFailures: "request" });
    const reply = await mock.submit({ ...tooWide, callback_url: "http://hooks.example.com/" });
    expect(findings(reply)).toBe("callback-url-is-https, asset-image-pixels");
    expect(reply.json<ErrorJson>().error.param).toBe("callback_url");
    const both = await (await serve(STILL)).submit({ ...tooWide, callback_url: "http://hooks.example.com/" });
    expect(both.status).toBe(400);
  });

  it("can be a warning, or off", async () => {
    for (const assetFailures of ["task", "request"] as const) {
      const warned = await serve({ ...STILL, assetFailures, rules: { "asset-image-pixels": "warn" } });
      const reply = await warned.submit(tooWide);
      expect(findings(reply)).toBe("asset-image-pixels");
      expect((await ended(warned, reply)).status).toBe("completed");
      const off = await serve({ ...STILL, assetFailures, rules: { "asset-image-pixels": "off" } });
      expect(findings(await off.submit(tooWide))).toBeUndefined();
    }
  });

  it("is an error again under --strict, with the same effect", async () => {
    const options = { ...STILL, strict: true, rules: { "asset-image-pixels": "warn" } } as const;
    const failing = await serve(options);
    expect((await ended(failing, await failing.submit(tooWide))).status).toBe("failed");
    const refusing = await serve({ ...options, assetFailures: "request" });
    expect((await refusing.submit(tooWide)).status).toBe(400);
  });

  it("is held against what the mock was told of a URL, before the name counts", async () => {
    const mock = await serve({
      ...STILL,
      assets: [
        { url: "https://cdn.example.com/hero*.png", kind: "image", format: "PNG", width: 300, height: 8001 },
        { url: "*/image-640x360.png", kind: "image", format: "gif" },
      ],
    });
    const submit = (image_start: string) => mock.submit(bodyOf("wan2.7-image-to-video", { image_start }));
    expect(findings(await submit("https://cdn.example.com/hero-2.png"))).toBe(
      "asset-image-pixels, asset-image-ratio",
    );
    expect(findings(await submit("https://cdn.example.com/villain.png"))).toBeUndefined();
    const renamed = await submit("https://a.example.com/image-640x360.png");
    expect((await ended(mock, renamed)).error.code).toBe("image_processing_error");
  });

  it("is unknown where nothing is known of the URL", async () => {
    const mock = await serve({ ...STILL, assets: [{ url: "https://cdn.example.com/a.png" }] });
    const bare = await mock.submit(
      bodyOf("wan2.7-reference-video", {
        image_urls: ["https://cdn.example.com/a.png", "https://cdn.example.com/image-9000x9000.png"],
        video_urls: ["https://cdn.example.com/video.mp4"],
      }),
    );
    expect((await ended(mock, bare)).status).toBe("completed");
  });

  it("lets a continuation be no shorter than its clip, whose sample's name tells the length", async () => {
    const mock = await serve(STILL);
    const submit = (duration: number) => mock.submit({ ...continuation("video-8s-1280x720.mp4"), duration });
    const refused = await submit(7);
    expect(refused.status).toBe(400);
    expect(refused.json<ErrorJson>().error.message).toBe(
      "duration must be at least 8, the length of the clip to continue, got 7",
    );
    expect((await submit(9)).status).toBe(200);
  });

  it("is told by lint, with the task's error", async () => {
    const mock = await serve({ ...STILL, assets: [{ url: "*/hero.png", bytes: 21_000_000 }] });
    const lint = async (body: Body) =>
      (
        await mock.send({ method: "POST", path: "/_mock/lint", headers: json, body: JSON.stringify(body) })
      ).json<object>();
    expect(
      await lint(bodyOf("wan2.7-image-to-video", { image_start: "https://cdn.example.com/hero.png" })),
    ).toMatchObject({
      accepted: true,
      status: 200,
      taskError: { code: "invalid_parameters", message: "file size exceeds 20MB", type: "task_error" },
      findings: [{ rule: "asset-image-bytes", effect: "fails-task" }],
    });
    expect(await lint(frame("image-640x360.png"))).not.toHaveProperty("taskError");
  });
});

/** Whole numbers, mostly at their ends. */
const between = (least: number, most: number) =>
  fc.oneof(fc.constantFrom(least, most), fc.integer({ min: least, max: most }));
/** Seconds to the millisecond. */
const lasting = (least: number, most: number) => between(least * 1000, most * 1000).map((ms) => ms / 1000);
const sides = (most: number, step: number) =>
  fc
    .tuple(between(240 / step, most / step), between(240 / step, most / step))
    .map(([width, height]) => [width * step, height * step] as const)
    .filter(([width, height]) => width <= 8 * height && height <= 8 * width);
const size = (megabytes: number) =>
  fc
    .option(between(1, megabytes * 1024 * 1024), { nil: undefined })
    .map((bytes) => (bytes === undefined ? "" : `-${bytes}B`));

const image = fc
  .tuple(sides(8000, 1), size(20), fc.constantFrom("jpg", "jpeg", "png", "bmp", "webp"))
  .map(([[width, height], bytes, end]) => `image-${width}x${height}${bytes}.${end}`);
const video = (least: number, most: number) =>
  fc
    .tuple(
      lasting(least, most),
      sides(4096, 2),
      fc.constantFrom("", "-mute"),
      size(100),
      fc.constantFrom("mp4", "mov"),
    )
    .map(
      ([seconds, [width, height], mute, bytes, end]) =>
        `video-${seconds}s-${width}x${height}${mute}${bytes}.${end}`,
    );
const audio = (least: number, most: number) =>
  fc
    .tuple(lasting(least, most), size(15), fc.constantFrom("wav", "mp3"))
    .map(([seconds, bytes, end]) => `audio-${seconds}s${bytes}.${end}`);

const within = fc.oneof(
  ...[frame, lastFrame, referenceImage, editImage].map((make) => image.map(make)),
  ...[continuation, source].map((make) => video(2, 10).map(make)),
  video(1, 30).map(referenceVideo),
  audio(2, 30).map(driving),
  ...[voice, voiceOfList].map((make) => audio(1, 10).map(make)),
);

it("a sample within all limits breaks no rule of assets", () => {
  fc.assert(
    fc.property(within, (body) => {
      const { findings: found, taskError } = validateRequest(body);
      expect(found.filter(({ rule }) => rule.startsWith("asset-"))).toEqual([]);
      expect(taskError).toBeUndefined();
    }),
    { numRuns: 2000 },
  );
});
