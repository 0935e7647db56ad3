import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { firstTestNotRun } from "../docs/reader-programs.js";
import { describePage } from "../harness/describe-page.js";
import { linkPackage, packInto } from "../harness/packed-package.js";

const project = mkdtempSync(join(tmpdir(), "wan-mock-tutorial-"));

beforeAll(async () => {
  await packInto(project);
  linkPackage(project, "vitest");
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

describePage("docs/first-test.md", firstTestNotRun, {
  packageFolder: join(project, "node_modules/wan-mock"),
});
