import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished } from "vitest";
import type { Mock } from "../../src/compose/mock.js";
import { startMock } from "../../src/compose/start-mock.js";
import type { MockOptions } from "../../src/options/mock-options.js";
import { STILL, type TaskJson } from "./describe-matrix.js";
import { hasRedisServer, type RedisServer, redisSkipped, startRedis } from "./redis-server.js";
import { type RoundRobin, startRoundRobin } from "./round-robin.js";
import { plainBody } from "./sample-bodies.js";

/** An answer with a JSON body. */
export interface JsonReply<Body = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Replicas of a mock that share a Redis. */
export interface Replicas {
  readonly mocks: readonly [Mock, Mock, Mock];
  /** Hands each request to the next of them. */
  readonly front: RoundRobin;
  /** What each told whoever runs it, in the order of the replicas. */
  readonly warnings: readonly string[][];
  readonly close: () => Promise<void>;
}

export interface ReplicaOptions {
  /** How long a replica may fall silent before others go on without it, in milliseconds. */
  readonly leaseMs?: number;
}

/** Starts three replicas with a clock that stands still, and a front. They are closed after the test. */
export async function startReplicas(
  redis: RedisServer,
  options: MockOptions = {},
  { leaseMs = 1500 }: ReplicaOptions = {},
): Promise<Replicas> {
  const warnings: string[][] = [[], [], []];
  const bugs: unknown[] = [];
  const mocks = await Promise.all(
    warnings.map((told) =>
      startMock(
        { ...STILL, store: redis.url, ...options },
        { leaseMs, onWarning: (sentence) => told.push(sentence), onBug: (bug) => bugs.push(bug) },
      ),
    ),
  );
  const front = await startRoundRobin(mocks.map(({ url }) => url));
  const close = async () => {
    await front.close().catch(() => undefined);
    await Promise.all(mocks.map((mock) => mock.close()));
  };
  onTestFinished(async () => {
    await close();
    expect(bugs).toEqual([]);
  });
  return { mocks: mocks as unknown as Replicas["mocks"], front, warnings, close };
}

/** Runs a suite with a Redis of its own, which is empty before each test. */
export function describeReplicas(name: string, suite: (redis: () => RedisServer) => void): void {
  describe.skipIf(!hasRedisServer)(`${name}${redisSkipped}`, () => {
    let redis: RedisServer;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis.close());
    beforeEach(async () => {
      await redis.client.flushall();
    });
    suite(() => redis);
  });
}

/** Sends JSON, and reads JSON. */
export async function call<Body = unknown>(
  base: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonReply<Body>> {
  const reply = await fetch(base + path, {
    method,
    headers: { authorization: "Bearer key-a", "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await reply.text();
  return {
    status: reply.status,
    headers: reply.headers,
    body: (text === "" ? {} : JSON.parse(text)) as Body,
  };
}

/** Submits the shortest accepted body, with further members. */
export function submit(
  base: string,
  members: object = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<JsonReply<TaskJson>> {
  return call<TaskJson>(base, "POST", "/v1/videos/generations", { ...plainBody, ...members }, headers);
}

/** Does something as often as asked, some of it at the same time. */
export async function manyTimes<Result>(
  times: number,
  atOnce: number,
  act: (order: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async () => {
    for (let order = next++; order < times; order = next++) results[order] = await act(order);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}
