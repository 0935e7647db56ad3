import { onTestFinished } from "vitest";
import { type Mock, type MockHooks, startMock } from "../../src/index.js";
import type { MockOptions } from "../../src/options/mock-options.js";

/** A body that the contract accepts: 29.24 credits by the standard price list. */
export const liveBody = { model: "wan2.7-text-to-video", prompt: "Rain", duration: 5 };

/** The API key that the calls of `submitTo` and `queryAt` carry. */
export const LIVE_KEY = "sk-live-secret-key";

/** A service to pass calls on to: a second mock, whose clock stands still. */
export async function startService(options: MockOptions = {}): Promise<Mock> {
  const service = await startMock({ clock: "frozen", seed: 7, ...options });
  onTestFinished(() => service.close());
  return service;
}

/** A proxy in front of a service. */
export async function startProxyTo(
  upstream: string,
  options: MockOptions = {},
  hooks: MockHooks = {},
): Promise<Mock> {
  const proxy = await startMock({ upstream, ...options }, hooks);
  onTestFinished(() => proxy.close());
  return proxy;
}

/** Submits a body: a value as JSON, a text as it is. */
export function submitTo(
  url: string,
  body: unknown = liveBody,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: `Bearer ${LIVE_KEY}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

export function queryAt(url: string, task: string): Promise<Response> {
  return fetch(`${url}/v1/tasks/${task}`, { headers: { authorization: `Bearer ${LIVE_KEY}` } });
}
