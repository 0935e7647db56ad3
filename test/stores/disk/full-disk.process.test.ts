import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startMock } from "../../../src/compose/start-mock.js";
import { call, submit } from "../../harness/replicas.js";
import { runProgram, serveProgram } from "../../harness/run-program.js";
import { canMount, smallDisk } from "../../harness/small-disk.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const testOnDisk = (name: string, run: () => Promise<void>) =>
  test.skipIf(!canMount)(canMount ? name : `${name} (skipped: no disk can be mounted here)`, run);

/** Fills a disk but for what a mock needs to begin with. */
const NEARLY_FULL = "head -c 900000 /dev/zero > filler";
/** Fills it to the last byte. */
const FULL = "{ cat /dev/zero > filler 2> /dev/null || true; }";

const members = { prompt: "Rain. ".repeat(200) };

/** Submits until that is refused; gives the ids and the refusal. */
async function submitUntilFull(url: string) {
  const ids: string[] = [];
  for (;;) {
    const reply = await submit(url, members);
    if (reply.status !== 200) return { ids, refusal: { status: reply.status, body: reply.body as unknown } };
    ids.push(reply.body.id);
    if (ids.length > 1000) throw new Error("the disk is not full");
  }
}

testOnDisk(
  "on a full disk nothing is taken, all goes on once there is room, and nothing half-made stays",
  async () => {
    const disk = smallDisk(NEARLY_FULL);
    const folder = join(disk.path, "data");
    const args = ["--data", folder, "--clock", "frozen", "--log", "quiet"];
    const served = await serveProgram(args, {}, disk.through);
    onTestFinished(() => void served.child.kill("SIGKILL"));
    const { url, child } = served;
    const { ids, refusal } = await submitUntilFull(url);
    expect(ids.length).toBeGreaterThan(3);
    const message = `he state folder ${folder} is full: make room; nothing was changed`;
    expect(refusal).toEqual({
      status: 503,
      body: {
        error: { code: "service_unavailable", type: "service_unavailable_error", message: `T${message}` },
      },
    });
    expect((await call(url, "GET", `/v1/tasks/${ids[0]}`)).status).toBe(503);
    expect(await call(url, "POST", "/_mock/clock", { advance: "1m" })).toMatchObject({
      status: 503,
      body: { error: { code: "service_unavailable", message: `t${message}` } },
    });
    expect((await call(url, "GET", "/_mock/health")).body).toMatchObject({
      state: { outage: `t${message}` },
    });
    rmSync(disk.fileOf(child.pid, "filler"));
    const { body } = await submit(url, members);
    ids.push(body.id);
    const account = await call<object>(url, "GET", "/_mock/accounts/key-a");
    expect(account.body).toMatchObject({
      reserved: Number((ids.length * body.usage.credits_reserved).toFixed(6)),
    });
    const copy = join(temporaryFolder().path, "data");
    mkdirSync(copy);
    cpSync(join(disk.fileOf(child.pid, "data"), "state-000001.log"), join(copy, "state-000001.log"));
    const { code, stderr } = await served.stop();
    expect(code).toBe(0);
    expect(stderr.split("\n")).toEqual([
      `wan-mock: warning: t${message}`,
      `wan-mock: warning: the state folder ${folder} can be written again`,
      "",
    ]);
    const again = await startMock({ data: copy, port: 0 });
    onTestFinished(() => again.close());
    expect((await again.tasks.list()).map(({ id }) => id)).toEqual(ids);
    expect((await call(again.url, "GET", "/_mock/accounts/key-a")).body).toEqual(account.body);
  },
);

testOnDisk("a mock does not start on a full disk, nor on one that is read-only", async () => {
  const refused: [prepare: string, reason: string, advice: string][] = [
    [FULL, "no space is left", "make room"],
    ['mount -o remount,ro "$0"', "the file system is read-only", "make it writable"],
    ['mkdir data && mount -o remount,ro "$0"', "the file system is read-only", "make it writable"],
  ];
  for (const [prepare, reason, advice] of refused) {
    const { path, through } = smallDisk(prepare);
    const folder = join(path, "data");
    expect(await runProgram(["--data", folder, "--port", "0"], { through })).toEqual({
      code: 2,
      stdout: "",
      stderr: `wan-mock: the state folder ${folder} cannot be used (${reason}): ${advice}, or name another --data\n`,
    });
  }
});
