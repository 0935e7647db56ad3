import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Mock } from "../../../src/compose/mock.js";
import { useMock } from "../../../src/vitest.js";
import type { TaskJson } from "../../harness/describe-matrix.js";

const headers = { authorization: "Bearer key-a", "content-type": "application/json" };

/** A whole life of a task, with every way that a test waits for the mock. */
async function liveThrough(mock: Omit<Mock, "port">, carry: typeof fetch): Promise<void> {
  const receiver = await mock.receiver();
  const body = JSON.stringify({
    model: "wan2.7-text-to-video",
    prompt: "A lighthouse in fog",
    callback_url: receiver.url,
  });
  const submitted = await carry(`${mock.url}/v1/videos/generations`, { method: "POST", headers, body });
  const { id } = (await submitted.json()) as TaskJson;
  const query = async () =>
    (await (await carry(`${mock.url}/v1/tasks/${id}`, { headers })).json()) as TaskJson;
  expect((await query()).status).toBe("pending");
  const settled = mock.waitFor({ kind: "settle", task: id });
  await mock.clock.advance("2m");
  expect((await settled).status).toBe("completed");
  expect((await receiver.next()).body.status).toBe("completed");
  const link = (await query()).results?.[0] ?? "";
  expect((await carry(link)).status).toBe(200);
  await expect(mock.waitFor({ kind: "reset" }, { timeout: 10 })).rejects.toThrow("within 10 ms");
  await expect(receiver.next({ timeout: 10 })).rejects.toThrow("within 10 ms");
}

const orders: Record<string, (useIt: () => void) => void> = {
  "before the mock starts": (useIt) => {
    beforeEach(() => {
      vi.useFakeTimers();
    });
    useIt();
  },
  "after the mock starts": (useIt) => {
    useIt();
    beforeEach(() => {
      vi.useFakeTimers();
    });
  },
  "for the whole file, with all that can be faked": (useIt) => {
    vi.useFakeTimers({
      toFake: ["setTimeout", "setInterval", "setImmediate", "Date", "performance", "hrtime"],
    });
    useIt();
  },
};

// Faked until the mock is closed: the last hook puts the real ones back.
afterAll(() => {
  vi.useRealTimers();
});
afterEach(() => {
  expect(vi.isFakeTimers()).toBe(true);
});

describe.each(Object.entries(orders))("timers faked %s", (_, order) => {
  for (const clock of ["frozen", "running"] as const) {
    describe(`with a ${clock} clock on a socket`, () => {
      let mock!: Mock;
      order(() => {
        mock = useMock({ clock, seed: 7 });
      });
      it("lets a task live through", () => liveThrough(mock, fetch));
    });

    describe(`with a ${clock} clock without a socket`, () => {
      let mock!: Pick<Mock & { fetch: typeof fetch }, keyof Mock | "fetch">;
      order(() => {
        mock = useMock({ clock, seed: 7, socket: false }) as typeof mock;
      });
      it("lets a task live through", () => liveThrough(mock, mock.fetch));
    });
  }
});

describe("timers faked within the test", () => {
  const mock = useMock({ pace: "30ms", seed: 7 });
  it("leave a running clock running", async () => {
    const body = JSON.stringify({ model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" });
    vi.useFakeTimers();
    await fetch(`${mock.url}/v1/videos/generations`, { method: "POST", headers, body });
    expect((await mock.waitFor({ kind: "settle" })).status).toBe("completed");
    vi.useRealTimers();
    vi.useFakeTimers();
    await mock.clock.freeze();
  });
});
