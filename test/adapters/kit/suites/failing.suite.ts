/** Run by test/adapters/kit/use-mock-failures.process.test.ts: what a developer sees of tests that fail. */
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { useMock } from "../../../../src/vitest.js";

const send = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${String(process.env["EVOLINK_BASE_URL"])}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });

describe("with a seed of its own", () => {
  const mock = useMock({ seed: 7, clock: "frozen" });

  it("passes", async () => {
    expect(await send({ model: "wan2.7-text-to-video", prompt: "Rain" })).toBeAccepted();
  });

  it("fails", async () => {
    const body = { model: "wan2.7-text-to-video", prompt: "Rain", duration: 16 };
    await send(body, { "x-wan-mock-scenario": "rate-limited" });
    await send(body);
    await fetch(`${mock.url}/v1/models`, { headers: { authorization: "Bearer key-a" } });
    expect(mock).toHaveSubmitted({ duration: 15 });
  });

  it("fails without a call", () => {
    expect(1).toBe(2);
  });

  it.concurrent("runs concurrently", () => undefined);
});

describe("with a wrong option", () => {
  useMock({ pace: "soon" as never });
  it("cannot start", () => undefined);
});

describe("with a hook that throws", () => {
  const mock = useMock({ seed: 8 });
  let url = "";
  beforeEach(() => {
    url = mock.url;
    throw new Error("the hook failed");
  });
  it("leaves nothing open", () => undefined);
  afterAll(async () => {
    console.log("afterwards:", process.env["WAN_MOCK_URL"], await fetch(url).catch(String));
  });
});

describe("retried", () => {
  const mock = useMock();
  const urls = new Set<string>();
  it("gets another mock each time", { retry: 2 }, () => {
    urls.add(mock.url);
    expect(urls.size).toBe(3);
  });
});
