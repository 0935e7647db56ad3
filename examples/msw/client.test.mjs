/** MSW with vitest: `npx vitest run` in a project with `msw`, `vitest` and `wan-mock` as development dependencies. */
import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { wanMockHandlers } from "wan-mock/msw";
import { useMock } from "wan-mock/vitest";
import { VideoClient } from "../video-client.mjs";

// Other services of the application, as MSW mocks them; whatever else is called fails.
const server = setupServer(
  http.put("https://storage.example.com/*", () => HttpResponse.json({ kept: true })),
);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

// Each test has a mock of its own that answers for the paid service, without a socket.
const mock = useMock({ socket: false, clock: "frozen" });
let client;
beforeEach(() => {
  server.use(...wanMockHandlers(mock));
  // Made while MSW listens: it keeps the fetch that it finds.
  client = new VideoClient({ baseUrl: "https://api.evolink.ai", apiKey: "key-a", sleep: async () => {} });
});

const lighthouse = { model: "wan2.7-text-to-video", prompt: "A lighthouse in the rain", duration: 5 };

it("keeps a finished video in its own storage", async () => {
  const { id } = await client.generate(lighthouse);
  await mock.clock.advance("3s");
  const video = await client.download(await client.task(id));
  const stored = await fetch("https://storage.example.com/clip.mp4", { method: "PUT", body: video });
  expect(await stored.json()).toEqual({ kept: true });
  expect(mock).toHaveSubmitted(lighthouse);
  expect(mock).toHaveSpent({ usd: 0.43 });
});

it("is told which rule a request breaks", async () => {
  const tooLong = { ...lighthouse, duration: 16 };
  await expect(client.generate(tooLong)).rejects.toThrow("duration must be at most 15, got 16");
});

it("tries again after too many requests", async () => {
  mock.scenario("rate-limited", { times: 2 });
  await client.generate(lighthouse);
  expect(mock).toHaveSubmitted(lighthouse, { times: 3 });
});

it("loses the answer to a submit that was paid for", async () => {
  mock.scenario("answer-lost");
  await expect(client.generate(lighthouse)).rejects.toThrow("Failed to fetch");
  expect(await mock.tasks.list()).toHaveLength(1);
});

it("meets an answer that the mock does not give", async () => {
  const teapot = () =>
    HttpResponse.json({ error: { code: "teapot", message: "short and stout" } }, { status: 418 });
  server.use(http.post("https://api.evolink.ai/v1/videos/generations", teapot));
  await expect(client.generate(lighthouse)).rejects.toThrow("418 teapot");
  expect(mock.journal.requests()).toEqual([]);
});
