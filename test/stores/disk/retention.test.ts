import { join } from "node:path";
import { expect, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import type { TaskJson } from "../../harness/describe-matrix.js";
import { plainBody } from "../../harness/sample-bodies.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const authorization = "Bearer key-a";

async function submit(mock: Mock, order?: string): Promise<string> {
  const headers = {
    ...{ authorization, "content-type": "application/json" },
    ...(order === undefined ? {} : { "idempotency-key": `order-0123456789-${order}` }),
  };
  const init = { method: "POST", headers, body: JSON.stringify(plainBody) };
  return ((await (await fetch(`${mock.url}/v1/videos/generations`, init)).json()) as TaskJson).id;
}

const query = async (mock: Mock, id: string): Promise<readonly [number, string | null]> => {
  const reply = await fetch(`${mock.url}/v1/tasks/${id}`, { headers: { authorization } });
  return [reply.status, reply.headers.get("x-wan-mock-findings")];
};

const optionsOf = (): MockOptions => ({
  ...{ data: join(temporaryFolder().path, "data"), port: 0, tasks: 2 },
  ...{ clock: "frozen", now: "2027-01-01T00:00:00Z" },
});

test("tasks that made room are explained after a restart, and those there are go on making room", async () => {
  const options = optionsOf();
  const first = await startMock(options);
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) {
    ids.push(await submit(first));
    await first.clock.advance("10s");
  }
  await first.close();
  const second = await startMock(options);
  const [gone = "", oldest = "", newest = ""] = ids;
  expect(await query(second, gone)).toEqual([404, "task-made-room"]);
  await submit(second);
  expect(await query(second, oldest)).toEqual([404, "task-made-room"]);
  expect((await query(second, newest))[0]).toBe(200);
  await second.close();
});

test("an idempotency key lives 24 h of virtual time, whenever the mock is started again", async () => {
  const options = optionsOf();
  const first = await startMock(options);
  const id = await submit(first, "a");
  await first.clock.advance("23h");
  await first.close();
  const second = await startMock(options);
  expect(await submit(second, "a")).toBe(id);
  await second.clock.advance("2h");
  expect(await submit(second, "a")).not.toBe(id);
  await second.close();
});
