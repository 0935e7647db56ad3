import { describe, expect, onTestFinished, test } from "vitest";
import { startMock } from "../../../src/index.js";
import type { MockOptions } from "../../../src/options/mock-options.js";

const body = { model: "wan2.7-text-to-video", prompt: "Rain", duration: 5 };

/** A service to pass calls on to: a second mock, whose clock stands still. */
async function startService(options: MockOptions = {}) {
  const service = await startMock({ clock: "frozen", seed: 7, ...options });
  onTestFinished(() => service.close());
  return service;
}

async function startProxyTo(upstream: string, options: MockOptions = {}) {
  const proxy = await startMock({ upstream, ...options });
  onTestFinished(() => proxy.close());
  return proxy;
}

function submitTo(url: string, sent: unknown = body, headers: Record<string, string> = {}) {
  return fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer sk-live-secret-key", "content-type": "application/json", ...headers },
    body: typeof sent === "string" ? sent : JSON.stringify(sent),
  });
}

describe("what is passed on", () => {
  test("a submit and the queries of its task are the service's answers", async () => {
    const service = await startService();
    const proxy = await startProxyTo(service.url);
    const reply = await submitTo(proxy.url);
    expect(reply.status).toBe(200);
    const { id } = (await reply.json()) as { id: string };
    expect((await service.tasks.list()).map((task) => task.id)).toEqual([id]);
    const shown = await fetch(`${proxy.url}/v1/tasks/${id}`, {
      headers: { authorization: "Bearer sk-live-secret-key" },
    });
    expect(await shown.json()).toMatchObject({ id, status: "pending" });
    expect(await proxy.tasks.list()).toEqual([]);
  });
});
