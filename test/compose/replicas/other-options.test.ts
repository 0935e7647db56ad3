import { expect, onTestFinished, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import { STILL } from "../../harness/describe-matrix.js";
import { describeReplicas } from "../../harness/replicas.js";

describeReplicas("Replicas that are started with other options", (redis) => {
  /** A mock, and what it warned of at its start. */
  async function start(options: MockOptions): Promise<[Mock, string[]]> {
    const warnings: string[] = [];
    const onWarning = (sentence: string) => warnings.push(sentence);
    const mock = await startMock({ ...STILL, store: redis().url, ...options }, { onWarning });
    onTestFinished(() => mock.close());
    return [mock, warnings];
  }

  test("the one that joins names the options that differ", async () => {
    const shared = { balance: 100, keys: ["key-a", "key-b"], seed: 3 };
    await start(shared);
    const [, same] = await start({
      ...shared,
      pace: "quick",
      publicUrl: "http://a.example",
      clock: "running",
    });
    expect(same).toEqual([]);
    const [, other] = await start({ balance: 200, keys: ["key-a"], pace: "1h", onlySpec: false, seed: 3 });
    expect(other).toEqual([
      "this mock and others on its store differ in balance, keys, pace: start all with the same options, or what a client is answered depends on the one that it reaches",
    ]);
    const [, seeds] = await start({ ...shared, seed: 4 });
    expect(seeds).toEqual([expect.stringContaining("differ in balance, keys, pace, seed:")]);
  });

  test("those of one that has ended do not count, and keys cannot be read from what is kept", async () => {
    const [mock] = await start({ balance: 100, keys: ["secret-key"] });
    expect(JSON.stringify(await redis().client.hgetall("wan-mock:{default}:values:note"))).not.toContain(
      "secret-key",
    );
    await mock.close();
    expect((await start({ balance: 200 }))[1]).toEqual([]);
  });
});
