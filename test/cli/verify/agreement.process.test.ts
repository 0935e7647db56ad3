import { expect, it } from "vitest";
import type { VerifyFlags } from "../../../src/cli/commands/verify/run-verify.js";
import type { SocketlessOptions } from "../../../src/compose/create-mock.js";
import { namesOf, toldOf, verifyMock } from "../../harness/verified-mock.js";

it.each<[string, SocketlessOptions, Partial<VerifyFlags>]>([
  ["as it is", {}, {}],
  ["at once", { pace: "instant" }, {}],
  ["after five queries", { pace: "polls:5" }, {}],
  ["after 20 seconds", { pace: "20s" }, {}],
  ["at a realistic pace", { pace: "realistic" }, { timeout: "20m" }],
  ["with 403 for unknown models", { unknownModel: "403" }, { unknownModel: "403" }],
  ["with an optional prompt", { promptOptional: true }, { promptOptional: true }],
  ["with long prompts refused", { longPrompt: "reject" }, { longPrompt: "reject" }],
  [
    "with every reading turned, and no flag",
    { unknownModel: "403", promptOptional: true, longPrompt: "reject" },
    {},
  ],
  ["with the other price list and refused media", { priceList: "2026-10", assetFailures: "request" }, {}],
  ["with two keys", { keys: ["sk-one", "sk-two"] }, { key: "sk-one", otherKey: "sk-two" }],
])("agrees in full with a mock %s", async (_name, options, flags) => {
  const run = await verifyMock({ options, flags });
  expect(namesOf(run, "disagree")).toEqual([]);
  expect(namesOf(run, "skip")).toEqual([]);
  expect(run.results.length).toBeGreaterThan(200);
});

it("finds a mock that holds another reading than the one it is told", async () => {
  const only = ["http/submit with", "left out", "one character too long"];
  const unknown = ["that does not exist", "spelt wan-2.7-text-to-video", "spelt wan27-t2v"];
  const found = async (options: SocketlessOptions, flags: Partial<VerifyFlags>) =>
    namesOf(await verifyMock({ options, flags: { only, ...flags } }), "disagree");
  const models = await found({ unknownModel: "403" }, { unknownModel: "404" });
  expect(models.map((name) => name.replace(/^.* (?:model (?=that)|model (?=spelt))/, ""))).toEqual(unknown);
  expect(await found({}, { unknownModel: "403" })).toEqual(models);
  expect(await found({}, { promptOptional: true })).toEqual([
    "wan2.7-image-to-video/prompt left out",
    "wan2.7-video-edit/prompt left out",
  ]);
  expect((await found({}, { longPrompt: "reject" })).length).toBe(8);
});

it("skips what a task that does not end could show", async () => {
  const only = ["lifecycle/wan2.7-text-to-video"];
  const run = await verifyMock({ options: { pace: "manual" }, flags: { only, timeout: "5s" } });
  expect(namesOf(run, "disagree")).toEqual([]);
  expect(namesOf(run, "skip").map((name) => name.replace(/.* /, ""))).toEqual([
    "completes-with-results",
    "estimated-time-ends-at-0",
    "stays-as-it-ended",
    "link-serves-a-video",
    "link-serves-ranges",
  ]);
  expect(toldOf(run, "lifecycle/wan2.7-text-to-video completes-with-results")[1]).toBe(
    'the task was at "pending", 0 after 5 s: a longer --timeout waits for it',
  );
});

it("tells a task that fails", async () => {
  const run = await verifyMock({
    options: { chaos: { "generation-timeout": 1 } },
    flags: { only: ["lifecycle/wan2.7-video-edit"] },
  });
  expect(namesOf(run, "disagree")).toEqual(["lifecycle/wan2.7-video-edit completes-with-results"]);
  expect(toldOf(run, "lifecycle/wan2.7-video-edit completes-with-results")[1]).toMatch(
    /^"failed": \{"code":"generation_timeout"/,
  );
});

it("skips what a key without credits or without a model cannot ask", async () => {
  const only = ["wan2.7-text-to-video/quality", "lifecycle/wan2.7-text-to-video"];
  const poor = await verifyMock({ options: { balance: 0 }, flags: { only } });
  expect(namesOf(poor, "disagree")).toEqual([]);
  expect(namesOf(poor, "agree")).toEqual([
    "wan2.7-text-to-video/quality outside its values",
    "wan2.7-text-to-video/quality of another type",
    "wan2.7-text-to-video/quality null",
  ]);
  expect(toldOf(poor, "wan2.7-text-to-video/quality is 720p")[1]).toBe(
    "the service answers 402: the key has no credits left",
  );
});

it("waits as long as Retry-After says, and skips what stays refused", async () => {
  const only = ["wan2.7-text-to-video/seed"];
  const slow = await verifyMock({ options: { rateLimit: "2/s" }, flags: { only } });
  expect([namesOf(slow, "disagree"), namesOf(slow, "skip")]).toEqual([[], []]);
  const closed = await verifyMock({ options: { rateLimit: "1/h" }, flags: { only } });
  expect(namesOf(closed, "disagree")).toEqual([]);
  expect(namesOf(closed, "skip").length).toBe(closed.results.length - 1);
  expect(new Set(namesOf(closed, "skip").map((name) => toldOf(closed, name)[1]))).toEqual(
    new Set(["the service answers 429: too many requests"]),
  );
});

it("skips the foreign task where the service does not take the other key", async () => {
  const name = "lifecycle/wan2.7-text-to-video other-keys-are-refused";
  const run = await verifyMock({ options: { keys: ["sk-one"] }, flags: { key: "sk-one", only: [name] } });
  expect(toldOf(run, name)[1]).toBe("the service does not take the other key: give one as --other-key");
});

it("does not fetch a link that leads off this machine", async () => {
  const asked: string[] = [];
  const run = await verifyMock({
    options: { publicUrl: "https://videos.example.com" },
    flags: { only: ["lifecycle/wan2.7-text-to-video"] },
    spoil: (sent, forward) => {
      asked.push(sent.path);
      return forward(sent);
    },
  });
  expect(asked.filter((path) => path.startsWith("/files/"))).toEqual([]);
  expect(namesOf(run, "skip").map((name) => name.replace(/.* /, ""))).toEqual([
    "link-serves-a-video",
    "link-serves-ranges",
  ]);
  expect(toldOf(run, "lifecycle/wan2.7-text-to-video link-serves-a-video")[1]).toBe(
    "the link leads to videos.example.com, which is not this machine: it was not fetched",
  );
});
