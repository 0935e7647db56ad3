import { expect, test } from "vitest";
import { describeReplicas, startReplicas, submit } from "../../harness/replicas.js";

const scenario = (name: string) => ({ "x-wan-mock-scenario": name });

describeReplicas("replicas that keep few tasks", (redis) => {
  test.each(["shared by others", "found by the next"])(
    "those that were settled first make room first, in a state that is %s",
    async (how) => {
      const options = { tasks: 3 };
      const { mocks, close } = await startReplicas(redis(), options);
      const longest = await submit(mocks[0].url, {}, scenario("slow"));
      const late = await submit(mocks[1].url, {}, scenario("callback-before-settle"));
      const plain = await submit(mocks[2].url);
      await mocks[0].clock.advance("1h");
      let last = mocks[1];
      if (how === "found by the next") {
        await close();
        last = (await startReplicas(redis(), options)).mocks[1];
      }
      const kept = new Set([longest, late, plain].map(({ body }) => body.id));
      for (const { body: gone } of [plain, late, longest]) {
        kept.add((await submit(last.url)).body.id);
        kept.delete(gone.id);
        expect((await last.tasks.list()).map(({ id }) => id)).toEqual([...kept]);
      }
    },
  );
});
