import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { hasRedisServer, type RedisServer, redisSkipped, startRedis } from "../harness/redis-server.js";
import { runProgram, serveProgram } from "../harness/run-program.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

describe.skipIf(!hasRedisServer)(`several workers${redisSkipped}`, () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.close());

  /** Workers on a database of their own. */
  const serveWorkers = (db: number, ...args: readonly string[]) =>
    serveProgram(["--workers", "2", "--store", `redis://127.0.0.1:${redis.port}/${db}`, ...args]);
  type Served = Awaited<ReturnType<typeof serveWorkers>>;

  /** On a connection of its own: the workers take turns. */
  const call = async ({ url }: Served, path: string, body?: object) => {
    const response = await fetch(`${url}${path}`, {
      headers: { authorization: "Bearer k", "content-type": "application/json", connection: "close" },
      ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const submit = (served: Served, prompt: string) =>
    call(served, "/v1/videos/generations", { ...plainBody, prompt });
  const health = async (served: Served) => {
    const { json } = await call(served, "/_mock/health");
    return json as { seed: number; state: { replica: string; replicas: number } };
  };
  const processesOf = ({ child: { pid } }: Served): number[] =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").map(Number);

  it.each(["SIGINT", "SIGTERM"] as const)(
    "share port, state and log, and sum up once on %s",
    async (signal) => {
      const served = await serveWorkers(signal === "SIGINT" ? 0 : 1, "--pace", "instant");
      const answers: { id: string; status: number }[] = [];
      for (let count = 0; count < 4; count++) {
        const { status, json } = await submit(served, `Rain ${count}`);
        answers.push({ id: String(json["id"]), status });
      }
      const queries = await Promise.all(answers.map(({ id }) => call(served, `/v1/tasks/${id}`)));
      const healths = [await health(served), await health(served)];
      await call(served, "/_mock/scenarios/next", { name: "rate-limited" });
      expect((await submit(served, "Rain")).status).toBe(429);
      // As a terminal does it.
      if (signal === "SIGINT") for (const pid of processesOf(served)) process.kill(pid, signal);
      const { code, stdout, stderr } = await served.stop(signal);

      expect([code, stderr]).toEqual([0, ""]);
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(queries.map(({ json }) => json["status"])).toEqual(answers.map(() => "completed"));
      expect(new Set(healths.map(({ state }) => state.replica)).size).toBe(2);
      expect(healths[0]?.seed).toBe(healths[1]?.seed);
      const lines = stdout.split("\n");
      expect(lines[0]).toBe(`wan-mock listening on ${served.url}`);
      expect(lines.filter((line) => line.includes("listening on"))).toHaveLength(1);
      const told = answers.map(({ id }) =>
        lines.filter((line) => line.includes("POST") && line.endsWith(id)),
      );
      expect(told.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
      expect(lines.filter((line) => line.includes("control  POST /_mock/scenarios/next"))).toHaveLength(1);
      expect(lines.filter((line) => /^wan-mock stopped|reserved/.test(line))).toEqual([
        "wan-mock stopped: 4 tasks, 1 of 9 requests refused",
        "  the paid service would have reserved 116.96 credits (1.72 USD, price list 2026-05)",
      ]);
    },
  );

  it("replaces workers that die, and goes on with log and sums", async () => {
    const served = await serveWorkers(2);
    const ids: string[] = [];
    const add = async () => {
      const { status, json } = await submit(served, `Rain ${ids.length}`);
      expect(status).toBe(200);
      ids.push(String(json["id"]));
    };
    const dead: string[] = [];
    for (const pid of processesOf(served)) {
      await add();
      process.kill(pid, "SIGKILL");
      dead.push(await served.errorLine(new RegExp(`process ${pid}\\b`)));
      await vi.waitUntil(
        async () => {
          const seen = [
            await health(served).catch(() => undefined),
            await health(served).catch(() => undefined),
          ];
          return new Set(seen.map((one) => one?.state.replica)).size === 2 && !seen.includes(undefined);
        },
        { timeout: 30_000, interval: 50 },
      );
      await add();
    }
    const { code, stdout } = await served.stop();
    expect(code).toBe(0);
    expect(dead).toEqual([1, 2].map((number) => expect.stringMatching(sentenceOf(number)) as string));
    for (const id of ids) expect(stdout).toContain(id);
    expect(stdout.match(/wan-mock listening on/g)).toHaveLength(1);
    expect(stdout).toContain("wan-mock stopped: 4 tasks, 0 of 4 requests refused");
  });

  it("records each submit once", async () => {
    const folder = temporaryFolder().path;
    const served = await serveWorkers(4, "--pace", "instant", "--record", folder);
    const { json } = await submit(served, "Rain");
    for (let count = 0; count < 2; count++) await call(served, `/v1/tasks/${String(json["id"])}`);
    expect((await served.stop()).code).toBe(0);
    const files = readdirSync(folder);
    expect(files).toHaveLength(1);
    const text = readFileSync(join(folder, files[0] ?? ""), "utf8");
    expect(text).toContain(String(json["id"]));
    expect(text).not.toContain("unfinished");
  });

  it("tells once what concerns all", async () => {
    const served = await serveWorkers(3);
    await redis.client.select(3);
    await submit(served, "Rain");
    await redis.client.flushdb();
    await served.errorLine(/has lost the state/);
    await vi.waitUntil(async () => (await call(served, "/_mock/tasks")).status === 200, { timeout: 30_000 });
    await call(served, "/_mock/tasks");
    const { stderr } = await served.stop();
    expect(stderr.match(/has lost the state/g)).toHaveLength(1);
  });

  it("says once why none can start", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const ended = await runProgram(["--workers", "2", "--store", redis.url, "--port", String(port)]);
    taken.close();
    expect(ended).toEqual({
      code: 2,
      stdout: "",
      stderr: `wan-mock: 127.0.0.1:${port} is taken: stop what listens there, or choose another with --port (0 takes any free one)\n`,
    });
  });
});

const sentenceOf = (number: number) =>
  new RegExp(
    `^wan-mock: warning: worker ${number} \\(process \\d+\\) has ended \\(SIGKILL\\): another takes its place$`,
  );
