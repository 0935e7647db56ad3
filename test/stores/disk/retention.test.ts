import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import type { TaskJson } from "../../harness/describe-matrix.js";
import { call, submit as submitTo } from "../../harness/replicas.js";
import { plainBody } from "../../harness/sample-bodies.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";
import type { UploadJson } from "../../harness/uploads.js";

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

const optionsOf = (): MockOptions & { readonly data: string } => ({
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

/** Fills the log with what is of the past, so that it is written anew when the mock is closed. */
async function uploadAndDelete({ url }: Mock): Promise<void> {
  const bytes = Buffer.alloc(7_000_000);
  bytes.write("89504e470d0a1a0a0000000d49484452", "hex");
  const file = { base64_data: bytes.toString("base64"), file_name: "a.png" };
  const { body } = await call<UploadJson>(url, "POST", "/api/v1/files/upload/base64", file);
  expect((await call(url, "DELETE", `/api/v1/files/${body.data.file_id}`)).status).toBe(200);
}

test.each(["restart", "restart with a log that was written anew"])(
  "tasks that were settled first make room first after a %s",
  async (restart) => {
    const options = { ...optionsOf(), tasks: 4 };
    const first = await startMock(options);
    const take = async (scenario?: string): Promise<string> => {
      const headers = scenario === undefined ? {} : { "x-wan-mock-scenario": scenario };
      return (await submitTo(first.url, {}, headers)).body.id;
    };
    // A scenario, progress, and a settlement after the end are written down before a task is settled.
    const longest = await take("slow");
    const late = await take("callback-before-settle");
    const progressed = await take("stuck-at-99");
    const plain = await take();
    const control = `/_mock/tasks/${progressed}`;
    expect((await call(first.url, "PATCH", control, { progress: 10 })).status).toBe(200);
    await first.clock.advance("1m");
    expect((await call(first.url, "POST", `${control}/complete`, {})).status).toBe(200);
    await first.clock.advance("1h");
    const isCompacted = restart !== "restart";
    if (isCompacted) await uploadAndDelete(first);
    await first.close();
    expect(existsSync(join(options.data, "state-000002.log"))).toBe(isCompacted);
    const second = await startMock(options);
    const [newer] = [await makeRoomOf(second, plain), await makeRoomOf(second, late)];
    await second.clock.advance("1h");
    await second.close();
    const third = await startMock(options);
    for (const gone of [progressed, longest, newer]) await makeRoomOf(third, gone);
    await third.close();
  },
);

/** Submits a task for which a certain other one has to go; returns its id. */
async function makeRoomOf(mock: Mock, gone: string): Promise<string> {
  expect((await query(mock, gone))[0]).toBe(200);
  const id = await submit(mock);
  expect(await query(mock, gone)).toEqual([404, "task-made-room"]);
  return id;
}
