import { expect, test } from "vitest";
import { call, describeReplicas, manyTimes, startReplicas, submit } from "../../harness/replicas.js";

describeReplicas("Redis going away from the kit", (redis) => {
  test("a scenario that cannot be queued is told, and what is awaited next fails", async () => {
    const { mocks, warnings } = await startReplicas(redis());
    redis().signal("SIGSTOP");
    try {
      mocks[0].scenario("rate-limited");
      await expect(mocks[0].clock.advance("1s")).rejects.toThrow("cannot be used");
      await expect.poll(() => warnings[0]).toHaveLength(1);
    } finally {
      redis().signal("SIGCONT");
    }
    expect(warnings[0]![0]).toMatch(
      /^the scenario "?rate-limited"? was not queued, queue it again: Redis at /,
    );
    await expect.poll(() => submit(mocks[0].url).then(({ status }) => status), { timeout: 20_000 }).toBe(200);
  });

  test("emptied while the clock moves: told as lost, answered, and all go on", async () => {
    const { mocks, front, warnings } = await startReplicas(redis());
    await manyTimes(300, 10, () => submit(front.url));
    const move = call(mocks[0].url, "POST", "/_mock/clock", { advance: "10m" });
    const emptied = (async () => {
      for (let time = 0; time < 20; time++) await redis().client.ping();
      await redis().client.flushdb();
    })();
    const [{ status }] = await Promise.all([move, emptied]);
    expect([200, 503]).toContain(status);
    await expect
      .poll(() => warnings.map(({ length }) => length > 0), { timeout: 20_000 })
      .toEqual([true, true, true]);
    for (const told of warnings) expect(told.join()).toContain("has lost the state of this mock");
    for (const { url } of mocks) {
      await expect.poll(() => submit(url).then(({ status: now }) => now), { timeout: 20_000 }).toBe(200);
    }
    await mocks[1].clock.advance("10m");
    const seen = await Promise.all(mocks.map((mock) => mock.tasks.list()));
    expect(seen[0]?.map(({ status: now }) => now)).toEqual(["completed", "completed", "completed"]);
    expect(seen[1]).toEqual(seen[0]);
  });
});
