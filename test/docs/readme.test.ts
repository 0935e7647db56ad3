import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { describePage } from "../harness/describe-page.js";
import { npmStart } from "./reader-programs.js";

describePage(
  "README.md",
  [
    npmStart,
    { command: "npm ci", because: "it would replace node_modules under the running tests" },
    {
      command: "npm ci && npm start",
      because: "it would replace node_modules under the running tests",
      instead: "wan-mock",
    },
    { command: "npm ci && npm test", because: "this is part of that run" },
    { command: "docker build -t wan-mock .", because: "it needs a Docker daemon" },
    {
      command: "docker run --rm -p 127.0.0.1:2727:2727 -e WAN_MOCK_CONTROL_TOKEN=secret wan-mock",
      because: "it needs a Docker daemon; test/ci/dockerfile.test.ts asks from outside without one",
    },
  ],
  { shells: ["bash", "zsh"] },
);

it("has fewer than 1,200 words", () => {
  const page = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
  expect(page.split(/\s+/).filter((word) => word !== "").length).toBeLessThan(1200);
});
