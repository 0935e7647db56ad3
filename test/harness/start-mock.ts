import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import { inject } from "vitest";
import type { Mock, MockHooks } from "../../src/compose/mock.js";
import { startMock as start } from "../../src/compose/start-mock.js";
import type { MockOptions } from "../../src/options/mock-options.js";
import { refuseWhatJsonLoses } from "./lost-in-json.js";
import { DATABASES } from "./redis-server.js";

/** Where mocks of tests keep their state unless a test says otherwise: `WAN_MOCK_TEST_STATE` is `folder`, `redis` or not set. */
export const testState = process.env["WAN_MOCK_TEST_STATE"] ?? "memory";

if (testState !== "memory") refuseWhatJsonLoses();

/** As the one of the package, with a state of its own where the tests run on: a folder, or a database of a Redis. */
export async function startMock(options: MockOptions = {}, hooks: MockHooks = {}): Promise<Mock> {
  return start({ ...(await placeFor(options)), ...options }, hooks);
}

/** A proxy has no state to keep. */
async function placeFor({
  data,
  store,
  upstream,
}: MockOptions): Promise<Pick<MockOptions, "data" | "store">> {
  if (data !== undefined || store !== undefined || upstream !== undefined) return {};
  switch (testState) {
    case "memory":
      return {};
    case "folder":
      return { data: mkdtempSync(join(inject("stateFolder"), "mock-")) };
    case "redis":
      return { store: await emptyDatabase() };
    default:
      throw new Error(`WAN_MOCK_TEST_STATE is folder or redis, got ${testState}`);
  }
}

/** An empty database that no other mock of this run uses; 0 counts which are taken. */
async function emptyDatabase(): Promise<string> {
  const server = inject("redis");
  if (server === "")
    throw new Error("there is no redis-server on this machine: install it, or leave WAN_MOCK_TEST_STATE out");
  const { Redis } = await import("ioredis");
  const client = new Redis(`${server}/0`);
  try {
    const db = 1 + ((await client.incr("databases-taken")) % (DATABASES - 1));
    await client.select(db);
    await client.flushdb();
    return `${server}/${db}`;
  } finally {
    client.disconnect();
  }
}
