import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { readRecord } from "../../../src/insight/coverage/coverage-record.js";
import { plainEnvironment } from "../../harness/plain-environment.js";
import { temporaryFolder } from "../../harness/temporary-folder.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../", import.meta.url));

it.each(["threads", "forks"])(
  "writes one file for each worker of a suite that says nothing of coverage, in %s",
  async (pool) => {
    const { path } = temporaryFolder();
    const runner = join(root, "node_modules/vitest/vitest.mjs");
    const args = [
      runner,
      "run",
      "--config",
      "test/adapters/kit/coverage-suites/vitest.config.ts",
      "--pool",
      pool,
    ];
    await run(process.execPath, args, { cwd: root, env: { ...plainEnvironment(), WAN_MOCK_COVERAGE: path } });
    const names = readdirSync(path).sort();
    expect(names).toEqual([
      expect.stringMatching(/^coverage-\d+-[0-9a-f]{8}\.json$/),
      expect.stringMatching(/^coverage-\d+-[0-9a-f]{8}\.json$/),
    ]);
    const hits = names.map((name) => {
      const record = readRecord(JSON.parse(readFileSync(join(path, name), "utf8")));
      if (typeof record === "string") throw new Error(record);
      return [...record.items].filter(([id, count]) => id.startsWith("model/") && count > 0);
    });
    expect(hits.flat().sort()).toEqual([
      ["model/wan2.7-text-to-video", 4],
      ["model/wan2.7-video-edit", 4],
    ]);
  },
  60_000,
);
