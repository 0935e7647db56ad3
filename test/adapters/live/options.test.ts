import { expect, test } from "vitest";
import { createMock, startMock } from "../../../src/index.js";
import type { MockOptions } from "../../../src/options/mock-options.js";

const here = "http://127.0.0.1:9";

test.each<[MockOptions, string | RegExp]>([
  [
    { upstream: "https://api.evolink.ai" },
    /upstream api\.evolink\.ai is not on this machine and may charge: allow it with --yes-live \(yesLive/,
  ],
  [{ upstream: "http://api.evolink.ai", yesLive: true }, /the paid service must be reached over https/],
  [
    { upstream: "localhost:1" },
    'upstream is "localhost:1": it must be an address such as http://127.0.0.1:2727',
  ],
  [{ upstream: "http://127.0.0.1:9/v1" }, /leave out \/v1, each request adds its own path/],
  [
    { upstream: "http://me:secret@127.0.0.1:9" },
    "upstream holds a user name or password: leave it out, the key of each request is passed on",
  ],
  [{ upstream: "http://127.0.0.1:4567", port: 4567 }, /has the port that the proxy itself listens on/],
  [
    { upstream: here, pace: "instant" },
    "pace has no effect beside upstream, where a service answers: leave it out",
  ],
  [{ upstream: here, policy: { dailyCredits: 5 } }, /policy\.dailyCredits has no effect beside upstream/],
  [{ check: "warn" }, "check has no effect without upstream: name one"],
  [{ yesLive: true }, "yesLive has no effect without upstream: name one"],
  [{ upstream: here, budget: "2" }, 'budget is an amount above 0 such as 2usd or 30credits, got "2"'],
  [{ upstream: here, budget: "0usd" }, /budget is an amount above 0/],
  [{ upstream: here, upstreamTimeout: 0 }, /upstreamTimeout is a duration from 1ms to 24h, got 0/],
])("%j is refused", async (options, message) => {
  await expect(startMock(options)).rejects.toThrow(message);
});

test("a mock without a socket is no proxy", () => {
  expect(() => createMock({ upstream: here } as MockOptions)).toThrow(/createMock takes no upstream/);
});
