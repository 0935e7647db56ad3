import { renameSync, rmSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { type ServedCli, serveCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";
import { type TemporaryFolder, temporaryFolder } from "../harness/temporary-folder.js";

const FILE = "wan-mock.config.yaml";

const open: ServedCli[] = [];
afterEach(async () => {
  for (const served of open.splice(0)) await served.stop();
});

async function serve(folder: TemporaryFolder, ...args: readonly string[]): Promise<ServedCli> {
  const served = await serveCli(args, {}, { cwd: folder.path });
  open.push(served);
  return served;
}

async function submit({ url }: ServedCli, body: object = {}): Promise<number> {
  const response = await fetch(`${url}/v1/videos/generations`, {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json", connection: "close" },
    body: JSON.stringify({ ...plainBody, ...body }),
  });
  return response.status;
}

async function health({ url }: ServedCli): Promise<{ pace: string; chaos?: object }> {
  return (await (await fetch(`${url}/_mock/health`, { headers: { connection: "close" } })).json()) as {
    pace: string;
  };
}

describe("a configuration file that changes while the server runs", () => {
  it("is reloaded: pace, judgement, chaos", async () => {
    const folder = temporaryFolder();
    folder.write(FILE, "pace: 20s\n");
    const served = await serve(folder);
    expect(await served.line(/^ {2}config/)).toBe(`  config  ${FILE}, reloaded when it changes`);
    expect(await submit(served, { colour: 1 })).toBe(200);
    folder.write(FILE, "pace: instant\nstrict: true\nchaos: { rate-limited: 1 }\n");
    expect((await served.line(/configuration/)).slice(14)).toBe(
      'configuration reloaded: pace instant, chaos {"rate-limited":1}, strict true',
    );
    expect(await health(served)).toMatchObject({ pace: "instant", chaos: { "rate-limited": 1 } });
    expect(await submit(served)).toBe(429);
    folder.write(FILE, "strict: true\n");
    expect((await served.line(/back to/)).slice(14)).toBe(
      "configuration reloaded: pace back to its default, chaos back to its default",
    );
    expect(await submit(served, { colour: 1 })).toBe(400);
    expect(await submit(served)).toBe(200);
    expect(await health(served)).toMatchObject({ pace: "quick" });
  });

  it("says what needs a restart, and keeps that as it was", async () => {
    const folder = temporaryFolder();
    folder.write(FILE, "seed: 1\n");
    const served = await serve(folder);
    folder.write(FILE, "seed: 2\nkeys: [other]\npace: instant\n");
    expect((await served.line(/configuration/)).slice(14)).toBe(
      "configuration reloaded: pace instant; restart to apply seed, keys",
    );
    expect(await submit(served)).toBe(200);
    folder.write(FILE, "seed: 3\nkeys: [other]\npace: instant\n");
    expect((await served.line(/configuration changed/)).slice(14)).toBe(
      "configuration changed: restart to apply seed",
    );
  });

  it("leaves the settings as they are while it is broken, says so once, and while it is gone", async () => {
    const folder = temporaryFolder();
    const path = folder.write(FILE, "pace: 20s\n");
    const served = await serve(folder);
    folder.write(FILE, "pace: fast\n");
    expect(await served.errorLine(/not reloaded/)).toBe(
      `wan-mock: warning: configuration not reloaded, the earlier settings stay: ${FILE}:1:1: pace: pace "fast" is not known: use quick, realistic, instant, manual, polls:N (N from 1) or a duration such as 20s`,
    );
    rmSync(path);
    expect(await served.errorLine(/gone/)).toBe(`wan-mock: warning: ${FILE} is gone: its settings stay`);
    expect(await health(served)).toMatchObject({ pace: "20s" });
    renameSync(folder.write("draft.yaml", "pace: instant\n"), path);
    await served.line(/configuration reloaded: pace instant$/);
  });

  it("loses against flags, which stay", async () => {
    const folder = temporaryFolder();
    folder.write(FILE, "pace: 20s\n");
    const served = await serve(folder, "--pace", "manual");
    folder.write(FILE, "pace: instant\nstrict: true\n");
    expect((await served.line(/configuration/)).slice(14)).toBe("configuration reloaded: strict true");
    expect(await health(served)).toMatchObject({ pace: "manual" });
  });

  it("is read anew as a module too", async () => {
    const folder = temporaryFolder();
    folder.write("wan-mock.config.mjs", 'export default { pace: "20s" };\n');
    const served = await serve(folder);
    folder.write("wan-mock.config.mjs", 'export default { pace: "instant" };\n');
    await served.line(/configuration reloaded: pace instant$/);
  });

  it("may come later with --watch, and is left alone with --no-watch", async () => {
    const folder = temporaryFolder();
    const served = await serve(folder, "--watch");
    folder.write(FILE, "pace: instant\n");
    await served.line(/configuration reloaded: pace instant$/);
    const other = await serve(folder, "--no-watch");
    expect(await other.line(/^ {2}config/)).toBe(`  config  ${FILE}`);
    folder.write(FILE, "pace: manual\n");
    await served.line(/configuration reloaded: pace manual$/);
    expect(await health(other)).toMatchObject({ pace: "instant" });
  });

  it("is told on stderr where the log holds other things, and may change the log", async () => {
    const folder = temporaryFolder();
    folder.write(FILE, "log: quiet\n");
    const served = await serve(folder);
    folder.write(FILE, "log: pretty\n");
    await served.line(/configuration reloaded: log pretty$/);
    folder.write(FILE, "log: quiet\npace: instant\n");
    await served.errorLine(/^wan-mock: configuration reloaded: log quiet, pace instant$/);
  });
});
