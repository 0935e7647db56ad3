import { expect, test } from "vitest";
import { readEvents } from "../../harness/event-reader.js";
import { call, describeReplicas, startReplicas, submit } from "../../harness/replicas.js";

interface Health {
  readonly status: string;
  readonly state: { readonly kept: string; readonly reachable: boolean; readonly replicas: number };
}

describeReplicas("Redis going away from three replicas", (redis) => {
  test("every side says so in its own envelope, and all go on by themselves when it is back, empty", async () => {
    const { mocks, front, warnings } = await startReplicas(redis());
    const readers = await Promise.all(mocks.map(({ url }) => readEvents(url)));
    const { body: task } = await submit(front.url);
    for (let turn = 0; turn < 20; turn++) await call(front.url, "GET", "/v1/credits");
    for (const { events } of readers) await expect.poll(() => events.length).toBe(22);
    await redis().kill();
    const sentence = expect.stringContaining(`Redis at 127.0.0.1:${redis().port} cannot be used`) as string;
    for (const { url } of mocks) {
      const error = { message: sentence, code: "service_unavailable" };
      const calls = await Promise.all([
        submit(url),
        call(url, "GET", `/v1/tasks/${task.id}`),
        call(url, "POST", "/_mock/clock", { advance: "1h" }),
        call(url, "PUT", "/_mock/accounts/key-a", { balance: 5 }),
        call(url, "GET", "/_mock/tasks"),
        call(url, "GET", "/api/v1/files/quota"),
      ]);
      expect(calls.map(({ status }) => status)).toEqual(Array(6).fill(503));
      for (const { body } of calls.slice(0, 5)) expect(body).toMatchObject({ error });
      for (const { body } of calls.slice(2, 5))
        expect(body).toMatchObject({ error: { type: "control_error" } });
      expect(calls[5].body).toMatchObject({ success: false, msg: sentence });
      const health = await call<Health>(url, "GET", "/_mock/health");
      expect(health.body.state).toMatchObject({ kept: "redis", reachable: false });
      expect((await readEvents(url)).status).toBe(200);
    }
    await redis().start();
    for (const { url } of mocks) {
      await expect
        .poll(() => call(url, "GET", `/v1/tasks/${task.id}`).then(({ status }) => status), {
          timeout: 20_000,
        })
        .toBe(404);
      expect((await call<Health>(url, "GET", "/_mock/health")).body.state.reachable).toBe(true);
    }
    const lost = `Redis at 127.0.0.1:${redis().port} has lost the state of this mock (1 task): it starts empty`;
    await expect.poll(() => warnings, { timeout: 20_000 }).toEqual([[lost], [lost], [lost]]);
    const { body: again, status } = await submit(front.url);
    expect(status).toBe(200);
    // Those who read on hear of it, whatever numbers were given before.
    for (const { events } of readers) {
      const heard = () => events.slice(22).map(({ event, data }) => [event, data["task"]]);
      await expect.poll(heard).toEqual(
        expect.arrayContaining([
          ["task", again.id],
          ["request", again.id],
        ]),
      );
    }
    expect(await mocks[0].clock.advance("1h")).toBe(mocks[1].clock.now());
    for (const mock of mocks) expect(mock.clock.mode).toBe("frozen");
    for (const mock of mocks) expect((await mock.tasks.list()).map(({ id }) => id)).toEqual([again.id]);
  });

  test("when all are closed, only keys with the prefix are left, and each has an end", async () => {
    const { mocks, front, close } = await startReplicas(redis());
    await submit(front.url, {}, { "idempotency-key": "order-of-one-film" });
    await call(front.url, "POST", "/_mock/scenarios/next", { name: "rate-limited" });
    await mocks[1].clock.advance("1s");
    await close();
    const keys = await redis().client.keys("*");
    expect(keys.length).toBeGreaterThan(5);
    for (const key of keys) {
      expect(key).toMatch(/^wan-mock:\{default\}:/);
      expect(await redis().client.ttl(key)).toBeGreaterThan(0);
    }
    expect(await redis().client.call("INFO", "keyspace")).toMatch(/^# Keyspace\s+db0:\S+\s*$/);
  });
});
