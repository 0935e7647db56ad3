import { describe, expect, it } from "vitest";
import {
  createMock,
  estimateCost,
  type SocketlessMock,
  sampleRequest,
  startMock,
  validateRequest,
} from "../../src/index.js";

/** As a caller without types writes it. */
const untyped = (value: unknown) => value as object;
const body = { model: "wan2.7-text-to-video", prompt: "Rain" };

const TOKEN =
  "controlToken is sent in a header: 1 to 1000 characters of ASCII, no blank first or last, no control characters";
const NOW = "now is an ISO 8601 time such as 2027-01-01T00:00:00Z or whole milliseconds since 1970";

describe("options of a caller without types", () => {
  it.each([
    [{ paces: "quick" }, '"paces" is not one of the options: did you mean pace?'],
    [{ allowhosts: [] }, '"allowhosts" is not one of the options: did you mean allowHosts?'],
    [{ clock: "frosen" }, 'clock is "running" or "frozen", got "frosen"'],
    [{ pace: 5 }, "pace is a text, got 5"],
    [{ keys: "sk-a" }, 'keys is a list of texts that are not empty, got "sk-a"'],
    [{ keys: [1] }, "keys is a list of texts that are not empty, got an array of 1 item"],
    [{ strict: "no" }, 'strict is true or false, got "no"'],
    [
      { maxBody: 1_500_000_000 },
      "maxBody is at most 32000000 bytes, got 1500000000: other requests would wait while a larger body is parsed",
    ],
    [{ maxBody: "1mb" }, 'maxBody is a whole number of bytes from 0, got "1mb"'],
    [{ balance: "5" }, 'balance is credits from 0 to 1000000000, got "5"'],
    [{ rateLimit: 5 }, "rateLimit is a text, got 5"],
    [{ unknownModel: 405 }, 'unknownModel is "404" or "403", got 405'],
    [{ controlToken: "" }, `${TOKEN}, got an empty text`],
    [{ controlToken: " " }, `${TOKEN}, got another text`],
    [{ controlToken: "secret " }, `${TOKEN}, got another text`],
    [{ controlToken: "two\nlines" }, `${TOKEN}, got another text`],
    [{ controlToken: "schlüssel" }, `${TOKEN}, got another text`],
    [{ controlToken: "x".repeat(1001) }, `${TOKEN}, got another text`],
    [{ controlToken: 7 }, `${TOKEN}, got 7`],
    [{ now: "2027-02-30" }, `${NOW}, got 2027-02-30: 2027-02 has 28 days`],
    [{ now: "2027-04-31T00:00:00Z" }, `${NOW}, got 2027-04-31T00:00:00Z: 2027-04 has 30 days`],
    [{ now: "2027-13-01" }, `${NOW}, got 2027-13-01`],
    [{ now: "2027-00-00" }, `${NOW}, got 2027-00-00`],
    [null, "options must be one object, got null"],
  ])("are refused by both kinds of mock: %j", async (options, message) => {
    expect(() => createMock(untyped(options))).toThrow(
      expect.objectContaining({ code: "INVALID_OPTION", message }),
    );
    await expect(startMock(untyped(options))).rejects.toMatchObject({ code: "INVALID_OPTION", message });
  });

  it("may be undefined, and those of a configuration file", async () => {
    await createMock(untyped({ clock: undefined, log: "quiet" })).close();
    await createMock({ controlToken: "a b", now: "2028-02-29" }).close();
  });

  it("are refused by the judge and the estimate, the options of a mock included", () => {
    const message = '"strikt" is not one of the settings: did you mean strict?';
    expect(() => validateRequest(body, untyped({ strikt: true }))).toThrow(message);
    expect(() => estimateCost(body, untyped({ strikt: true }))).toThrow(message);
    expect(() => validateRequest(body, untyped({ longPrompt: "x" }))).toThrow(
      'longPrompt is "truncate" or "reject", got "x"',
    );
    expect(() => validateRequest(body, untyped({ assets: [] }))).toThrow(
      '"assets" is not one of the settings',
    );
  });

  it("are refused by sampleRequest when the seed is no number", async () => {
    const seed = untyped({ seed: 7 }) as unknown as number;
    await expect(sampleRequest("wan2.7-text-to-video", seed)).rejects.toThrow(
      "seed is a whole number from 0, got an object",
    );
  });
});

describe("what a mock is asked without types", () => {
  it.each([
    ["kind is one of", (mock: SocketlessMock) => mock.waitFor(untyped({ kind: "tsk" }))],
    ['"kinds" is not one', (mock: SocketlessMock) => mock.waitFor(untyped({ kinds: "task" }))],
    [
      "did you mean timeout?",
      (mock: SocketlessMock) => mock.waitFor({ kind: "task" }, untyped({ timout: 5 })),
    ],
    ["did you mean model?", (mock: SocketlessMock) => mock.journal.requests(untyped({ modle: "x" }))],
    ["did you mean times?", (mock: SocketlessMock) => mock.scenario("rate-limited", untyped({ time: 2 }))],
    [
      "did you mean model?",
      (mock: SocketlessMock) => mock.scenario("rate-limited", untyped({ match: { modl: "x" } })),
    ],
    ["fail takes", (mock: SocketlessMock) => (mock.tasks.fail as (id: string) => Promise<unknown>)("x")],
  ])("is refused when nobody would read it: %s", async (sentence, ask) => {
    const mock = createMock({ clock: "frozen" });
    try {
      await expect((async () => ask(mock))()).rejects.toThrow(sentence);
    } finally {
      await mock.close();
    }
  });
});

describe("an estimate with known media", () => {
  it.each(["2026-05", "2026-10"] as const)(
    "is what the submit reserves, price list %s",
    async (priceList) => {
      const assets = [{ url: "https://cdn.example.com/*", kind: "video", seconds: 8 } as const];
      const edit = {
        model: "wan2.7-video-edit",
        prompt: "Snow",
        video_urls: ["https://cdn.example.com/a.mp4"],
      };
      const mock = createMock({ clock: "frozen", priceList, assets });
      const response = await mock.fetch("/v1/videos/generations", {
        method: "POST",
        headers: { authorization: "Bearer sk-a", "content-type": "application/json" },
        body: JSON.stringify(edit),
      });
      const { usage } = (await response.json()) as { usage: { credits_reserved: number } };
      await mock.close();
      const { credits, usd } = estimateCost(edit, { priceList }, assets);
      expect(credits).toBe(usage.credits_reserved);
      expect(usd).toBe({ "2026-05": 1.376, "2026-10": 1.6 }[priceList]);
    },
  );
});
