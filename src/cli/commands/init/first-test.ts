import { join } from "node:path";
import type { Project, TestRunner } from "./project.js";

/** The first test of a project: where it goes, its text, and the command that runs it. */
export interface FirstTest {
  /** From the folder of the project on, with slashes. */
  readonly path: string;
  readonly text: string;
  /** From the folder of the project on. */
  readonly command: string;
  /** Variables that the command needs. */
  readonly env: Readonly<Record<string, string>>;
}

/** jest loads modules such as this package with this alone. */
const VM_MODULES = { NODE_OPTIONS: "--experimental-vm-modules" };

/** Writes the first test for the runner of a project. */
export function firstTest(project: Project): FirstTest {
  const { runner, packageManager, testFolder } = project;
  const name = `wan-mock.test.${endings[runner](project)}`;
  const path = `${testFolder}/${name}`;
  const commands: Readonly<Record<TestRunner, string>> = {
    vitest: `${packageManager.run} vitest run ${path}`,
    jest: `${packageManager.run} jest ${path}`,
    "node:test": `node --test ${path}`,
  };
  return {
    path,
    text: texts[runner](project),
    command: commands[runner],
    env: runner === "jest" ? VM_MODULES : {},
  };
}

/** The commands that run all tests of a project, its first one among them. */
export function suiteCommands(project: Project): readonly string[] {
  const { runner, packageManager, testScript } = project;
  const own =
    runner === "node:test"
      ? "node --test"
      : `${packageManager.run} ${runner}${runner === "vitest" ? " run" : ""}`;
  if (testScript === undefined) return [own];
  // A script of another runner does not find a test of node:test.
  return runner === "node:test" && !testScript.includes("--test")
    ? [packageManager.test, firstTest(project).command]
    : [packageManager.test];
}

/** The files of a project that may be tests of its own. */
export function testFolderOf({ folder, testFolder }: Project): string {
  return join(folder, testFolder);
}

// jest 29 looks for no .mjs; node:test takes .mjs whatever the package is.
const endings: Readonly<Record<TestRunner, (project: Project) => string>> = {
  vitest: ({ isTypeScript }) => (isTypeScript ? "ts" : "js"),
  jest: () => "js",
  "node:test": () => "mjs",
};

const INTRODUCTION = `// A first contract test. "submit" and "query" stand for your client: have it call mock.url in place of
// https://api.evolink.ai. Any API key will do.
`;

const STANDS_STILL = "// Time stands still until a test moves it.";

const calls = ({ text, task, base = "mock.url" }: { text: string; task: string; base?: string }) => `
const headers = { authorization: "Bearer any-key", "content-type": "application/json" };
const lighthouse = { model: "wan2.7-text-to-video", prompt: "A lighthouse in the rain", duration: 5 };

const submit = (body${text}) =>
  fetch(\`\${${base}}/v1/videos/generations\`, { method: "POST", headers, body: JSON.stringify(body) });
const query = async (id${task}) => (await fetch(\`\${${base}}/v1/tasks/\${id}\`, { headers })).json();
`;

/** The tests for a runner with `expect`. */
const expectations = (
  test: "it" | "test",
  task: string,
): string => `${test}("pays for a video once it has completed", async () => {
  const { id } = ${task};
  expect(mock).toHaveSubmitted({ duration: 5 });
  expect(mock).toHaveNoFindings(); // the request breaks no rule of the API

  await mock.clock.advance("3s");
  expect(await query(id)).toMatchObject({ status: "completed" });
  expect(mock).toHaveSpent({ usd: 0.43 });
});

${test}("meets a service that is busy", async () => {
  mock.scenario("rate-limited"); // the next submit; "wan-mock scenarios" lists all names
  expect((await submit(lighthouse)).status).toBe(429);
});
`;

const texts: Readonly<Record<TestRunner, (project: Project) => string>> = {
  vitest: ({ isTypeScript }) => `${INTRODUCTION}import { expect, it } from "vitest";
${isTypeScript ? 'import type { VideoTask } from "wan-mock";\n' : ""}import { useMock } from "wan-mock/vitest";

// Each test has a mock of its own, and EVOLINK_BASE_URL names it.
${STANDS_STILL}
const mock = useMock({ clock: "frozen" });
${calls(isTypeScript ? { text: ": object", task: ": string" } : { text: "", task: "" })}
${expectations("it", isTypeScript ? "(await (await submit(lighthouse)).json()) as VideoTask" : "await (await submit(lighthouse)).json()")}`,
  jest: ({
    isModule,
  }) => `${INTRODUCTION}// Run it with NODE_OPTIONS=--experimental-vm-modules: jest loads modules such as wan-mock with this alone.
${
  isModule
    ? `import { startMock } from "wan-mock";
import { matchers } from "wan-mock/matchers";

expect.extend(matchers);

let mock;

${STANDS_STILL}
beforeEach(async () => {
  mock = await startMock({ clock: "frozen" });
});
`
    : `let mock;

beforeAll(async () => {
  const { matchers } = await import("wan-mock/matchers");
  expect.extend(matchers);
});

${STANDS_STILL}
beforeEach(async () => {
  const { startMock } = await import("wan-mock");
  mock = await startMock({ clock: "frozen" });
});
`
}afterEach(() => mock.close());
${calls({ text: "", task: "" })}
${expectations("test", "await (await submit(lighthouse)).json()")}`,
  "node:test": () => `${INTRODUCTION}import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { startMock } from "wan-mock";

let mock;

${STANDS_STILL}
beforeEach(async () => {
  mock = await startMock({ clock: "frozen" });
});
afterEach(() => mock.close());
${calls({ text: "", task: "" })}
test("pays for a video once it has completed", async () => {
  const { id } = await (await submit(lighthouse)).json();
  const [request] = mock.journal.requests({ method: "POST" });
  assert.equal(request.body.duration, 5);
  assert.deepEqual(request.findings, []); // the request breaks no rule of the API

  await mock.clock.advance("3s");
  assert.equal((await query(id)).status, "completed");
  assert.equal(mock.spent.usd, 0.43);
});

test("meets a service that is busy", async () => {
  mock.scenario("rate-limited"); // the next submit; "wan-mock scenarios" lists all names
  assert.equal((await submit(lighthouse)).status, 429);
});
`,
};
