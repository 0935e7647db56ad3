import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Mock } from "../../../src/compose/mock.js";
import { startMock } from "../../../src/compose/start-mock.js";
import type { ErrorJson, TaskJson } from "../../harness/describe-matrix.js";
import { plainBody } from "../../harness/sample-bodies.js";
import { canLimitFiles, canSeal, withFilesUpTo, withSealed } from "../../harness/state-folder.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const headers = { authorization: "Bearer key-a", "content-type": "application/json" };

const submit = (mock: Mock) =>
  fetch(`${mock.url}/v1/videos/generations`, { method: "POST", headers, body: JSON.stringify(plainBody) });

const get = async (mock: Mock, path: string): Promise<unknown> =>
  (await fetch(`${mock.url}${path}`, { headers })).json();

const sizeOf = (folder: unknown): number => (folder as { state: { bytes: number } }).state.bytes;

test.skipIf(!canLimitFiles)(
  "a submit on a full disk is answered 503 and leaves nothing, and all goes on once there is room",
  async () => {
    const folder = join(temporaryFolder().path, "data");
    const warnings: string[] = [];
    const options = { data: folder, port: 0, clock: "frozen", balance: 1000 } as const;
    const mock = await startMock(options, { onWarning: (sentence) => warnings.push(sentence) });
    const { id } = (await (await submit(mock)).json()) as TaskJson;
    const account = await get(mock, "/_mock/accounts/key-a");
    const bytes = sizeOf(await get(mock, "/_mock/health"));
    await withFilesUpTo(bytes + 100, async () => {
      const refused = await submit(mock);
      expect(refused.status).toBe(503);
      const { error } = (await refused.json()) as ErrorJson;
      expect([error.code, error.message]).toEqual([
        "service_unavailable",
        expect.stringContaining(`The state folder ${folder} has reached the largest size of a file`),
      ]);
    });
    expect(await get(mock, `/v1/tasks/${id}`)).toMatchObject({ id, status: "pending" });
    expect(await get(mock, "/_mock/tasks")).toMatchObject({ items: [{ id }] });
    expect(await get(mock, "/_mock/accounts/key-a")).toEqual(account);
    expect((await submit(mock)).status).toBe(200);
    expect(warnings.at(-1)).toBe(`the state folder ${folder} can be written again`);
    await mock.close();
  },
);

test.skipIf(!canLimitFiles)("a mock that cannot keep anything does not start, and says why", async () => {
  const folder = join(temporaryFolder().path, "data");
  const options = { data: folder, port: 0, clock: "frozen" } as const;
  const first = await startMock(options);
  const bytes = sizeOf(await get(first, "/_mock/health"));
  await first.close();
  const started = withFilesUpTo(bytes, () => startMock(options, { onWarning: () => undefined }));
  await expect(started).rejects.toMatchObject({
    code: "INVALID_OPTION",
    message: `the mock cannot start: the state folder ${folder} has reached the largest size of a file that is allowed: raise the limit; nothing was changed`,
  });
  // It has left the folder to others.
  await (await startMock(options)).close();
});

test.skipIf(!canSeal(tmpdir()))(
  "a submit to a folder that may not be written any more is answered 503, and one after it is accepted",
  async () => {
    const folder = join(temporaryFolder().path, "data");
    const warnings: string[] = [];
    const options = { data: folder, port: 0, clock: "frozen" } as const;
    const mock = await startMock(options, { onWarning: (sentence) => warnings.push(sentence) });
    await withSealed(join(folder, "state-000001.log"), async () => {
      const refused = await submit(mock);
      const { error } = (await refused.json()) as ErrorJson;
      expect([refused.status, error.message]).toEqual([
        503,
        `The state folder ${folder} may not be written: make it writable; nothing was changed`,
      ]);
    });
    expect((await submit(mock)).status).toBe(200);
    expect(await get(mock, "/_mock/tasks")).toMatchObject({ items: [{ status: "pending" }], next: null });
    expect(warnings).toEqual([
      `the state folder ${folder} may not be written: make it writable; nothing was changed`,
      `the state folder ${folder} can be written again`,
    ]);
    await mock.close();
  },
);
