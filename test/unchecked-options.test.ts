import { describe, expect, it } from "vitest";
import { createMock, estimateCost, sampleRequest, startMock, validateRequest } from "../src/index.js";

/** As a caller without types writes it. */
const untyped = (value: unknown) => value as object;
const body = { model: "wan2.7-text-to-video", prompt: "Rain" };

describe("options of a caller without types", () => {
  it.each([
    [{ paces: "quick" }, '"paces" is none of the options: did you mean pace?'],
    [{ allowhosts: [] }, '"allowhosts" is none of the options: did you mean allowHosts?'],
    [{ clock: "frosen" }, 'clock is "running" or "frozen", got "frosen"'],
    [{ pace: 5 }, "pace is a text, got 5"],
    [{ keys: "sk-a" }, 'keys is a list of texts that are not empty, got "sk-a"'],
    [{ keys: [1] }, "keys is a list of texts that are not empty, got an array of 1 item"],
    [{ strict: "no" }, 'strict is true or false, got "no"'],
    [{ maxBody: "1mb" }, 'maxBody is a whole number of bytes from 0, got "1mb"'],
    [{ balance: "5" }, 'balance is credits from 0 to 1000000000, got "5"'],
    [{ rateLimit: 5 }, "rateLimit is a text, got 5"],
    [{ unknownModel: 405 }, 'unknownModel is "404" or "403", got 405'],
    [{ controlToken: "" }, 'controlToken is a text that is not empty, got ""'],
    [null, "options are given as one object, got null"],
  ])("are refused by both kinds of mock: %j", async (options, message) => {
    expect(() => createMock(untyped(options))).toThrow(
      expect.objectContaining({ code: "INVALID_OPTION", message }),
    );
    await expect(startMock(untyped(options))).rejects.toMatchObject({ code: "INVALID_OPTION", message });
  });

  it("may be undefined, and those of a configuration file", async () => {
    await createMock(untyped({ clock: undefined, log: "quiet" })).close();
  });

  it("are refused by the judge and the estimate, the options of a mock included", () => {
    const message = '"strikt" is none of the settings: did you mean strict?';
    expect(() => validateRequest(body, untyped({ strikt: true }))).toThrow(message);
    expect(() => estimateCost(body, untyped({ strikt: true }))).toThrow(message);
    expect(() => validateRequest(body, untyped({ longPrompt: "x" }))).toThrow(
      'longPrompt is "truncate" or "reject", got "x"',
    );
    expect(() => validateRequest(body, untyped({ assets: [] }))).toThrow('"assets" is none of the settings');
  });

  it("are refused by sampleRequest when the seed is no number", async () => {
    const seed = untyped({ seed: 7 }) as unknown as number;
    await expect(sampleRequest("wan2.7-text-to-video", seed)).rejects.toThrow(
      "seed is a whole number from 0, got an object",
    );
  });
});
