import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { DATABASES, hasRedisServer, startRedis } from "./harness/redis-server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** `redis://127.0.0.1:PORT` of a Redis that the files of a run share; empty where there is no redis-server. */
    redis: string;
    /** Under which mocks of tests keep their state in folders. */
    stateFolder: string;
  }
}

/** Makes the places in which tests keep state, for the whole run. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "wan-mock-states-"));
  const redis = hasRedisServer ? await startRedis(DATABASES) : undefined;
  provide("stateFolder", folder);
  provide("redis", redis === undefined ? "" : `redis://127.0.0.1:${redis.port}`);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await redis?.close();
  };
}
