import { inspect } from "node:util";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { useMock } from "../../../src/vitest.js";

const variables = ["WAN_MOCK_URL", "EVOLINK_BASE_URL", "EVOLINK_API_BASE", "EVOLINK_API_BASE_URL"];
const body = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" };
const init: RequestInit = {
  method: "POST",
  headers: { authorization: "Bearer key-a", "content-type": "application/json" },
  body: JSON.stringify(body),
};

/** A client that reads its base URL when it is called. */
const submit = () => fetch(`${String(process.env["EVOLINK_BASE_URL"])}/v1/videos/generations`, init);

describe("useMock", () => {
  const before = { ...process.env };
  process.env["EVOLINK_BASE_URL"] = before["EVOLINK_BASE_URL"] = "https://api.evolink.ai";
  process.env["HTTP_PROXY"] = before["HTTP_PROXY"] = "http://proxy.example.com";
  const seenAfterwards: number[] = [];
  afterEach(() => {
    seenAfterwards.push(mock.journal.requests().length);
  });
  const mock = useMock({ clock: "frozen", seed: 7 });
  afterEach(() => {
    seenAfterwards.push(mock.journal.requests().length);
  });
  const outside = codeOf(() => mock.url);
  const urls: string[] = [];

  afterAll(async () => {
    expect(seenAfterwards).toEqual([1, 1, 1, 1, 0, 0]);
    const changed = new Set([...Object.keys(before), ...Object.keys(process.env)]);
    expect([...changed].filter((name) => process.env[name] !== before[name])).toEqual([]);
    expect(codeOf(() => mock.journal)).toBe("OUTSIDE_OF_TEST");
    for (const url of urls) await expect(fetch(url)).rejects.toThrow("fetch failed");
    delete process.env["EVOLINK_BASE_URL"];
    delete process.env["HTTP_PROXY"];
  });

  it.each(["one test", "the next one"])(
    "gives %s a mock of its own, found through the environment",
    async () => {
      const answer = await submit();
      expect(await answer.json()).toMatchObject({ status: "pending" });
      expect(mock.journal.requests()).toHaveLength(1);
      expect(variables.map((name) => process.env[name])).toEqual(variables.map(() => mock.url));
      expect(process.env["NO_PROXY"]).toContain("127.0.0.1");
      expect(process.env["EVOLINK_API_KEY"]).toBe("wan-mock-test");
      expect(process.env["EVOLINK_API_TOKEN"]).toBe("wan-mock-test");
      urls.push(mock.url);
      expect(new Set(urls).size).toBe(urls.length);
    },
  );

  it("hands out a handle that is the mock of the test that runs, and none outside of one", () => {
    expect(outside).toBe("OUTSIDE_OF_TEST");
    expect(inspect(mock)).toBe(`wan-mock at ${mock.url} (seed 7)`);
    expect(String(mock)).toBe(inspect(mock));
    expect("clock" in mock).toBe(true);
    expect(Object.keys(mock)).toEqual(expect.arrayContaining(["url", "clock", "journal"]));
    expect({ ...mock }.clock).toBe(mock.clock);
    expect(() => {
      (mock as { url: string }).url = "x";
    }).toThrow(TypeError);
  });
});

describe("useMock in a block within another", () => {
  const outer = useMock();
  describe("inner", () => {
    const inner = useMock({ keys: ["key-a"] });
    it("is the nearer one for the environment", () => {
      expect(process.env["WAN_MOCK_URL"]).toBe(inner.url);
      expect(process.env["EVOLINK_API_KEY"]).toBe("key-a");
      expect(outer.url).not.toBe(inner.url);
    });
  });
});

describe("useMock without a socket", () => {
  const mock = useMock({ socket: false, seed: 7 });
  const kept = useMock({ socket: false });
  let last: typeof kept.fetch;
  afterAll(async () => {
    await expect(last("/v1/models")).rejects.toThrow("fetch failed");
  });

  it("takes paths without /v1, as nobody said whether the base has it", async () => {
    const headers = { authorization: `Bearer ${process.env["EVOLINK_API_TOKEN"]}` };
    for (const base of [mock.url, `${mock.url}/v1`]) {
      expect((await mock.fetch(`${base}/models`, { headers })).status).toBe(200);
    }
    expect((await mock.fetch("https://api.evolink.ai/models", { headers })).status).toBe(404);
  });

  it("has a fetch that answers what the environment names", async () => {
    last = kept.fetch;
    process.env["EVOLINK_BASE_URL"] = mock.url;
    const answer = await mock.fetch(`${String(process.env["WAN_MOCK_URL"])}/v1/videos/generations`, init);
    expect(answer).toBeAccepted();
    expect(mock.seed).toBe(7);
  });
});

describe("useMock and what a test does wrong", () => {
  it("is told that it comes too late inside of a test", () => {
    expect(codeOf(() => useMock())).toBe("INVALID_OPTION");
    expect(() => useMock()).toThrow("inside of a test use `await using mock = await startMock()`");
  });

  it("is told which values socket has", () => {
    expect(() => useMock({ socket: 0 as unknown as true })).toThrow(
      "socket of useMock is true or false, got 0",
    );
  });
});

function codeOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
  return undefined;
}
