import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describePage } from "../harness/describe-page.js";

describePage("examples/README.md", [
  {
    command:
      "wan-mock --forward-to http://localhost:3000/hooks/wan & node examples/express-callbacks/receiver.mjs",
    because: "both stay until Ctrl-C; express-callbacks.test.ts runs the pair",
  },
]);

it("names every example", () => {
  const folder = new URL("../../examples/", import.meta.url);
  const page = readFileSync(new URL("README.md", folder), "utf8");
  const examples = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(examples.filter(({ name }) => !page.includes(`\n| [${name}](`))).toEqual([]);
});
