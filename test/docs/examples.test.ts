import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describePage } from "../harness/describe-page.js";
import { pythonWithPytest } from "../harness/pytest.js";

const withoutPytest = {
  command: "python3 -m pytest examples/pytest",
  because: "this machine has no pytest; pytest.test.ts skips it by name",
};

describePage("examples/README.md", [
  {
    command:
      "npx wan-mock --forward-to http://localhost:3000/hooks/wan & node examples/express-callbacks/receiver.mjs",
    because: "both stay until Ctrl-C; express-callbacks.test.ts runs the pair",
  },
  {
    command: "docker compose -f examples/docker-compose/compose.yaml up --build",
    because: "the tests have no containers; test/ci/compose.test.ts runs what the file says without them",
  },
  ...(pythonWithPytest === "python3" ? [] : [withoutPytest]),
]);

it("names every example", () => {
  const folder = new URL("../../examples/", import.meta.url);
  const page = readFileSync(new URL("README.md", folder), "utf8");
  const examples = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(examples.filter(({ name }) => !page.includes(`\n| [${name}](`))).toEqual([]);
});
