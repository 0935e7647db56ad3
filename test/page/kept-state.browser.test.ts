import { expect, it, onTestFinished } from "vitest";
import { type MockOptions, startMock } from "../../src/index.js";
import { openPage } from "../harness/open-page.js";
import { hasRedisServer, redisSkipped, startRedis } from "../harness/redis-server.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

async function start(options: MockOptions) {
  const mock = await startMock(options, { onWarning: () => undefined });
  onTestFinished(() => mock.close());
  return mock;
}

it("says in which folder the state is, and nothing of memory", async () => {
  const folder = temporaryFolder().path;
  const { page, complaints } = await openPage((await start({ data: folder })).url);
  await page.getByText(`State: folder ${folder}`).waitFor();
  const { page: other } = await openPage((await start({})).url);
  await other.getByRole("button", { name: "Freeze" }).waitFor();
  expect(await other.getByText(/^State: /).count()).toBe(0);
  expect(complaints).toEqual([]);
});

it.skipIf(!hasRedisServer)(
  `says which Redis has the state, how many share it, and that it is away${redisSkipped}`,
  async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.close());
    const first = await start({ store: redis.url });
    const { page } = await openPage(first.url);
    await page.getByText(`State: Redis 127.0.0.1:${redis.port}, 1 mock`).waitFor();
    await start({ store: redis.url });
    await page.getByText(`State: Redis 127.0.0.1:${redis.port}, 2 mocks`).waitFor();
    await redis.kill();
    const banner = page.getByRole("status").filter({ hasText: `Redis at 127.0.0.1:${redis.port}` });
    await banner.waitFor();
    await redis.start();
    await banner.waitFor({ state: "hidden" });
  },
);
