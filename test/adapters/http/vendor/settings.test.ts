import { expect, it } from "vitest";
import { KitError } from "../../../../src/errors/kit-error.js";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import { describeMatrix, type ErrorJson, STILL } from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";
import { startMock } from "../../../harness/start-mock.js";

const { prompt: _image, ...promptlessImage } = bodies.image;
const { prompt: _edit, ...promptlessEdit } = bodies.edit;
const { prompt: _text, ...promptlessText } = bodies.text;

describeMatrix("settings", (serve) => {
  it("strict makes every warning refuse, that of the content type too", async () => {
    const mock = await serve({ ...STILL, strict: true });
    const unknown = await mock.submit({ ...plainBody, seeed: 5 });
    expect(unknown.status).toBe(400);
    expect(unknown.json<ErrorJson>().error.param).toBe("seeed");
    const typed = await mock.submit(plainBody, { "content-type": "text/plain" });
    expect(typed.status).toBe(400);
    expect(typed.json<ErrorJson>().error.message).toBe(
      'Content-Type must be application/json, got "text/plain"',
    );
    expect((await mock.submit(plainBody)).status).toBe(200);
  });

  it("promptOptional lets image-to-video and video-edit do without a prompt, the others never", async () => {
    const strict = await serve(STILL);
    const newer = await serve({ ...STILL, promptOptional: true });
    for (const body of [promptlessImage, promptlessEdit]) {
      const refused = await strict.submit(body);
      expect([refused.status, refused.json<ErrorJson>().error.param]).toEqual([400, "prompt"]);
      expect((await newer.submit(body)).status).toBe(200);
    }
    expect((await newer.submit(promptlessText)).status).toBe(400);
  });

  it("longPrompt reject refuses what is cut by default", async () => {
    const long = { ...plainBody, prompt: "雨".repeat(5001) };
    const cutting = await (await serve(STILL)).submit(long);
    expect([cutting.status, cutting.headers["x-wan-mock-findings"]]).toEqual([200, "prompt-is-truncated"]);
    const mock = await serve({ ...STILL, longPrompt: "reject" });
    const refused = await mock.submit(long);
    expect([refused.status, refused.json<ErrorJson>().error.param]).toEqual([400, "prompt"]);
    expect((await mock.submit({ ...plainBody, prompt: "😀".repeat(5000) })).status).toBe(200);
  });

  it("allowLocalCallbacks turns the address rules into warnings", async () => {
    const body = { ...plainBody, callback_url: "http://localhost:3000/hook" };
    expect((await (await serve(STILL)).submit(body)).status).toBe(400);
    const reply = await (await serve({ ...STILL, allowLocalCallbacks: true })).submit(body);
    expect(reply.status).toBe(200);
    expect(reply.headers["x-wan-mock-findings"]).toBe("callback-url-is-https, callback-url-is-public");
  });

  it("rules sets single severities", async () => {
    const mock = await serve({
      ...STILL,
      rules: {
        "no-unknown-parameter": "error",
        "callback-url-is-https": "warn",
        "prompt-is-truncated": "off",
      },
    });
    expect((await mock.submit({ ...plainBody, colour: "red" })).status).toBe(400);
    const reply = await mock.submit({
      ...plainBody,
      prompt: "x".repeat(5001),
      callback_url: "http://hooks.example.com/x",
    });
    expect([reply.status, reply.headers["x-wan-mock-findings"]]).toEqual([200, "callback-url-is-https"]);
  });

  it("keys names the only keys accepted, sk-mock-* beside them", async () => {
    const mock = await serve({ ...STILL, keys: ["first", "second"] });
    for (const [key, status] of [
      ["first", 200],
      ["second", 200],
      ["First", 401],
      ["firs", 401],
      ["sk-mock-anything", 200],
      ["SK-MOCK-anything", 401],
    ] as const) {
      expect((await mock.submit(plainBody, { authorization: `Bearer ${key}` })).status, key).toBe(status);
    }
  });

  it("maxBody counts bytes, not characters", async () => {
    const text = JSON.stringify({ ...plainBody, prompt: "雨".repeat(100) });
    const bytes = Buffer.byteLength(text);
    expect((await (await serve({ ...STILL, maxBody: bytes })).submit(text)).status).toBe(200);
    expect((await (await serve({ ...STILL, maxBody: bytes - 1 })).submit(text)).status).toBe(413);
  });

  it("answers health without a key", async () => {
    const mock = await serve({ ...STILL, pace: "polls:3", keys: ["only"] });
    const reply = await mock.send({ path: "/_mock/health" });
    expect(reply.status).toBe(200);
    expect(reply.headers["cache-control"]).toBe("no-store");
    const health = reply.json<Record<string, unknown>>();
    expect(health).toMatchObject({
      status: "ok",
      version: health["version"],
      models: [
        "wan2.7-text-to-video",
        "wan2.7-image-to-video",
        "wan2.7-reference-video",
        "wan2.7-video-edit",
      ],
      now: "2026-09-01T12:00:00.250Z",
      seed: 7,
      pace: "polls:3",
      tasks: { most: 100_000, kept: 0, gone: 0 },
      journal: { most: 1000, age: 604_800_000, kept: 0, recorded: 0 },
      deliveries: { most: 10_000, kept: 0, pending: 0, made: 0 },
      accounts: { most: 10_000, kept: 0 },
      events: { most: 100, readers: 0 },
    });
    expect(Object.keys(health).sort()).toEqual(
      [
        ...[
          "accounts",
          "control_token",
          "credits_per_usd",
          "state",
          "deliveries",
          "events",
          "habits",
          "idempotency_keys",
          "journal",
          "models",
          "now",
          "pace",
        ],
        ...["scenarios", "seed", "started", "status", "tasks", "uploads", "version"],
      ].sort(),
    );
    expect(health["version"]).toMatch(/^\d+\.\d+\.\d+/);
  });
});

it.each([
  [
    "an unknown rule",
    { rules: { "prompt-is-truncatd": "off" as const } },
    "UNKNOWN_RULE",
    /did you mean "prompt-is-truncated"/,
  ],
  ["an unknown price list", { priceList: "1999-01" }, "UNKNOWN_PRICE_LIST", /known are 2026-05, 2026-10/],
  ["a pace", { pace: "fast" }, "INVALID_OPTION", /pace "fast"/],
  ["a seed", { seed: -1 }, "INVALID_OPTION", /seed/],
  ["a port", { port: 70_000 }, "INVALID_OPTION", /port/],
  ["a first instant", { now: "yesterday" }, "INVALID_OPTION", /yesterday/],
  ["a public URL", { publicUrl: "ftp://x" }, "INVALID_OPTION", /ftp:\/\/x/],
  [
    "an asset",
    { assets: [{ url: "*", seconds: -1 }] },
    "INVALID_OPTION",
    /^assets\[0\]\.seconds is .* got -1$/,
  ],
  ["onlySpec without spec", { onlySpec: true }, "INVALID_OPTION", /--only-spec/],
] as const)("refuses to start with %s that cannot be", async (_what, options, code, message) => {
  const error: unknown = await startMock(options as MockOptions).catch((fault: unknown) => fault);
  expect(error).toBeInstanceOf(KitError);
  expect((error as KitError).code).toBe(code);
  expect((error as KitError).message).toMatch(message);
});

it("names the address when the port is taken", async () => {
  const first = await startMock();
  const error: unknown = await startMock({ port: first.port }).catch((fault: unknown) => fault);
  await first.close();
  expect((error as KitError).code).toBe("PORT_IN_USE");
  expect((error as KitError).message).toContain(`127.0.0.1:${first.port}`);
});

it("frees its port on close, and closes twice as well as once", async () => {
  const first = await startMock();
  await Promise.all([first.close(), first.close()]);
  const second = await startMock({ port: first.port });
  await second.close();
});
