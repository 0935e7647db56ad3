import { expect, it } from "vitest";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import { STILL } from "../../../harness/describe-matrix.js";
import { startReceiver, status } from "../../../harness/receiver.js";
import { plainBody } from "../../../harness/sample-bodies.js";
import { startMock } from "../../../harness/start-mock.js";

async function serving(
  options: MockOptions,
  act: (mock: Awaited<ReturnType<typeof startMock>>, submit: () => Promise<string>) => Promise<void>,
): Promise<void> {
  const mock = await startMock({ ...STILL, ...options });
  const submit = async () => {
    const response = await fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: JSON.stringify({ ...plainBody, callback_url: "https://hooks.example.com/x" }),
    });
    return ((await response.json()) as { id: string }).id;
  };
  try {
    await act(mock, submit);
  } finally {
    await mock.close();
  }
}

const health = async (url: string) => {
  const answer = await fetch(`${url}/_mock/health`);
  const { deliveries } = (await answer.json()) as { deliveries: Record<string, number> };
  const { bytes = -1, most_bytes: mostBytes = 0, ...counts } = deliveries;
  expect(bytes).toBeGreaterThanOrEqual(0);
  expect(bytes).toBeLessThan(mostBytes);
  return counts;
};

it("keeps the deliveries that ended last, up to the number given, and says so in health", async () => {
  await serving({ deliveries: 3 }, async (mock, submit) => {
    const ids = [];
    for (let count = 0; count < 5; count++) ids.push(await submit());
    await mock.clock.advance("3s");
    expect(mock.callbacks.deliveries().map(({ id, task }) => [id, task])).toEqual([
      [3, ids[2]],
      [4, ids[3]],
      [5, ids[4]],
    ]);
    expect(mock.callbacks.deliveries(ids[1])).toEqual([]);
    expect(mock.callbacks.deliveries(ids[4])).toHaveLength(1);
    expect(await health(mock.url)).toEqual({ most: 3, kept: 3, pending: 0, made: 5 });
    const task = await (await fetch(`${mock.url}/_mock/tasks/${ids[0] ?? ""}`)).json();
    expect(task).toMatchObject({ status: "completed", deliveries: [] });
  });
});

it("never drops a pending delivery, however many end after it", async () => {
  let failing = true;
  const receiver = await startReceiver((response) => status(failing ? 500 : 200)(response));
  await serving({ deliveries: 2, forwardTo: receiver.url }, async (mock, submit) => {
    const first = await submit();
    await mock.clock.advance("3s");
    failing = false;
    const others = [];
    for (let count = 0; count < 4; count++) others.push(await submit());
    // The others end in between the attempts of the first.
    for (const task of others) {
      await fetch(`${mock.url}/_mock/tasks/${task}/complete`, { method: "POST" });
      await mock.clock.advance(0);
    }
    expect(mock.callbacks.deliveries().map(({ task, state }) => [task, state])).toEqual([
      [first, "pending"],
      [others[2], "delivered"],
      [others[3], "delivered"],
    ]);
    expect(await health(mock.url)).toEqual({ most: 2, kept: 3, pending: 1, made: 5 });
    await mock.clock.advance("1s");
    expect(mock.callbacks.deliveries().map(({ task, state }) => [task, state])).toEqual([
      [first, "delivered"],
      [others[3], "delivered"],
    ]);
    expect(mock.callbacks.deliveries(first)[0]?.attempts.map((attempt) => attempt.status)).toEqual([
      500, 200,
    ]);
  });
  await receiver.close();
});

it("keeps the newest of several deliveries of one task", async () => {
  await serving({ deliveries: 2 }, async (mock, submit) => {
    const id = await submit();
    await mock.clock.advance("3s");
    for (let count = 0; count < 3; count++)
      await fetch(`${mock.url}/_mock/tasks/${id}/redeliver`, { method: "POST" });
    expect(mock.callbacks.deliveries(id).map((delivery) => delivery.id)).toEqual([3, 4]);
    await fetch(`${mock.url}/_mock/reset`, { method: "POST" });
    expect(await health(mock.url)).toEqual({ most: 2, kept: 0, pending: 0, made: 4 });
  });
});

it.each([0, 1.5, Number.NaN])("refuses to start with %d deliveries", async (deliveries) => {
  await expect(startMock({ deliveries })).rejects.toMatchObject({ code: "INVALID_OPTION" });
});

it("sends no callback again while as many wait as are kept", async () => {
  const receiver = await startReceiver(status(500));
  await serving({ deliveries: 1, forwardTo: receiver.url }, async (mock, submit) => {
    const id = await submit();
    await mock.clock.advance("3s");
    const again = await fetch(`${mock.url}/_mock/tasks/${id}/redeliver`, { method: "POST" });
    expect([again.status, await again.json()]).toEqual([
      409,
      {
        error: {
          code: "too_many_pending",
          message: "1 deliveries wait for their receivers: send one again when some of them have ended",
          type: "control_error",
        },
      },
    ]);
    await mock.clock.advance("10s");
    expect((await fetch(`${mock.url}/_mock/tasks/${id}/redeliver`, { method: "POST" })).status).toBe(200);
  });
  await receiver.close();
});
