import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { plainEnvironment } from "../harness/plain-environment.js";
import { pythonWithPytest } from "../harness/pytest.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

it.skipIf(pythonWithPytest === undefined)("examples/pytest passes, behind a proxy too", async () => {
  const { stdout } = await run(pythonWithPytest ?? "", ["-B", "-m", "pytest", "-q"], {
    cwd: `${root}examples/pytest`,
    env: {
      ...plainEnvironment(),
      WAN_MOCK_COMMAND: "node ../../dist/bin/wan-mock.js",
      http_proxy: "http://proxy.invalid:3128",
    },
    timeout: 50_000,
  });
  expect(stdout).toMatch(/^5 passed in /m);
});
