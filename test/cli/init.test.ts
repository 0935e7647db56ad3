import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configText } from "../../src/cli/commands/init/config-text.js";
import { createFiles } from "../../src/cli/commands/init/create-files.js";
import { optionTable } from "../../src/options/option-table.js";
import { runCli } from "../harness/run-cli.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

type Files = Readonly<Record<string, string>>;

/** A repository with these files; a package.json of `{}` unless given. */
function project(files: Files = {}): string {
  const { path } = temporaryFolder();
  mkdirSync(join(path, ".git"));
  for (const [name, text] of Object.entries({ "package.json": "{}", ...files })) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

const init = (cwd: string, ...args: string[]) => runCli(["init", ...args], { cwd });
const textOf = (folder: string, name: string) => readFileSync(join(folder, name), "utf8");
const needing = (...names: string[]) =>
  JSON.stringify({ devDependencies: Object.fromEntries(names.map((name) => [name, "*"])) });

/** Every file below a folder. */
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

const MADE = ["wan-mock.config.yaml", "test/wan-mock.test.mjs", ".github/workflows/wan-mock.yml"];

describe("init", () => {
  it("shows a diff, writes nothing and says so where nobody can be asked", async () => {
    const folder = project();
    const { code, stdout, stderr } = await init(folder);
    expect(code).toBe(2);
    expect(stdout.match(/^(?:---|\+\+\+) .*$/gm)).toEqual(
      MADE.flatMap((name) => ["--- /dev/null", `+++ ${name}`]),
    );
    expect(stderr).toBe(
      "wan-mock: nothing was written: nobody can be asked here, so give --yes to write, or --dry-run\n",
    );
    expect(filesOf(folder)).toEqual(["package.json"]);
  });

  it("shows what --yes then writes, line by line", async () => {
    const folder = project();
    const shown = await init(folder, "--dry-run");
    expect(shown.code).toBe(1);
    expect(shown.stdout).toMatch(/\nNothing was written: --dry-run. Without it init makes 3 files.\n$/);
    expect(filesOf(folder)).toEqual(["package.json"]);
    const { code, stdout } = await init(folder, "--yes");
    expect(code).toBe(0);
    const made = MADE.map((name) => `  ${name}\n`).join("");
    const next = "  npm install --save-dev wan-mock\n  node --test test/wan-mock.test.mjs\n";
    expect(stdout.endsWith(`\nMade 3 files:\n${made}Next:\n${next}`)).toBe(true);
    expect(filesOf(folder)).toEqual([...MADE, "package.json"].sort());
    const added = shown.stdout.match(/^\+(?!\+\+ ).*$/gm)?.map((line) => `${line.slice(1)}\n`);
    expect(added?.join("")).toBe(MADE.map((name) => textOf(folder, name)).join(""));
    const counts = [...shown.stdout.matchAll(/^@@ -0,0 \+1,(\d+) @@$/gm)].map(([, count]) => Number(count));
    expect(counts).toEqual(MADE.map((name) => textOf(folder, name).split("\n").length - 1));
  });

  it.each([
    ["y\n", 0, 4],
    [" YES \n", 0, 4],
    ["n\n", 1, 1],
    ["\n", 1, 1],
    ["", 1, 1],
  ])("asks, and takes %j for an answer", async (input, exitCode, files) => {
    const folder = project();
    const { code, stdout } = await runCli(["init"], { cwd: folder, input, isTTY: true });
    expect(code).toBe(exitCode);
    expect(stdout).toContain("Write 3 files? [y/N] ");
    expect(filesOf(folder)).toHaveLength(files);
  });

  it("does nothing the second time", async () => {
    const folder = project();
    await init(folder, "--yes");
    const { code, stdout } = await init(folder);
    expect([code, stdout]).toEqual([
      0,
      "Configuration: wan-mock.config.yaml already exists.\n" +
        "First test: test/wan-mock.test.mjs uses wan-mock already.\n" +
        "CI: .github/workflows/wan-mock.yml uses wan-mock already.\n" +
        "Nothing to write.\n",
    ]);
  });

  it.each([
    ["wan-mock.config.json", "{}", /^Configuration: wan-mock.config.json already exists.$/m],
    ["test/wan-mock.test.mjs", "// mine", /^First test: test\/wan-mock.test.mjs already exists.$/m],
    ["test/a.test.js", 'require("wan-mock")', /^First test: test\/a.test.js uses wan-mock already.$/m],
    [".github/workflows/ci.yaml", "run: npx wan-mock run", /^CI: .github\/workflows\/ci.yaml uses wan-mock/m],
    [".github/workflows/wan-mock.yml", "# mine", /^CI: .github\/workflows\/wan-mock.yml already exists.$/m],
  ])("leaves %s as it is", async (name, text, note) => {
    const folder = project({ [name]: text });
    const { code, stdout } = await init(folder, "--yes");
    expect(code).toBe(0);
    expect(stdout).toMatch(note);
    expect(textOf(folder, name)).toBe(text);
    expect(stdout).toMatch(/^Made 2 files:$/m);
  });

  it("takes a link that leads nowhere for a file", async () => {
    const folder = project();
    symlinkSync("gone.yaml", join(folder, "wan-mock.config.yaml"));
    expect((await init(folder, "--yes")).stdout).toContain(
      "Configuration: wan-mock.config.yaml already exists.\n",
    );
    expect(existsSync(join(folder, "gone.yaml"))).toBe(false);
  });

  it.each<readonly [Files, string, string]>([
    [{ "package.json": needing("jest", "vitest") }, "test/wan-mock.test.js", "vitest run"],
    [{ "package.json": needing("vitest", "typescript") }, "test/wan-mock.test.ts", "vitest run"],
    [
      { "package.json": needing("vitest"), "tsconfig.json": "{}", "tests/a": "" },
      "tests/wan-mock.test.ts",
      "vitest run",
    ],
    [
      { "package.json": needing("jest", "typescript"), "__tests__/a": "" },
      "__tests__/wan-mock.test.js",
      "jest",
    ],
    [{ "package.json": needing("mocha") }, "test/wan-mock.test.mjs", "node --test"],
  ])("finds the runner of %j", async (files, test, suite) => {
    const folder = project(files);
    await init(folder, "--yes");
    expect(textOf(folder, test)).toContain("wan-mock");
    expect(stepsOf(folder).at(-1)?.run?.endsWith(suite)).toBe(true);
  });

  it.each<readonly [Files, readonly string[]]>([
    [{}, ["npm install", "npx --no-install wan-mock run --seed 7 -- node --test"]],
    [{ "package-lock.json": "" }, ["npm ci", "npx --no-install wan-mock run --seed 7 -- node --test"]],
    [
      { "pnpm-lock.yaml": "" },
      ["pnpm install --frozen-lockfile", "pnpm exec wan-mock run --seed 7 -- node --test"],
    ],
    [
      { "yarn.lock": "" },
      ["corepack enable", "yarn install --frozen-lockfile", "yarn run wan-mock run --seed 7 node --test"],
    ],
    [
      { "yarn.lock": "", ".yarnrc.yml": "" },
      ["corepack enable", "yarn install --immutable", "yarn run wan-mock run --seed 7 node --test"],
    ],
    [{ "bun.lock": "" }, ["bun install --frozen-lockfile", "bun run wan-mock run --seed 7 -- node --test"]],
    [
      { "package.json": '{"packageManager":"pnpm@10.1.0"}', "package-lock.json": "" },
      ["pnpm install", "pnpm exec wan-mock run --seed 7 -- node --test"],
    ],
    [
      { "package.json": '{"scripts":{"test":"node --test src"}}' },
      ["npm install", "npx --no-install wan-mock run --seed 7 -- npm test"],
    ],
    [
      { "package.json": '{"scripts":{"test":"mocha"}}' },
      [
        "npm install",
        "npx --no-install wan-mock run --seed 7 -- npm test",
        "npx --no-install wan-mock run --seed 7 -- node --test test/wan-mock.test.mjs",
      ],
    ],
    [
      { "package.json": '{"scripts":{"test":"echo \\"Error: no test specified\\" && exit 1"}}' },
      ["npm install", "npx --no-install wan-mock run --seed 7 -- node --test"],
    ],
  ])("writes the commands of %j into CI", async (files, commands) => {
    const folder = project(files);
    await init(folder, "--yes");
    expect(stepsOf(folder).flatMap(({ run }) => run ?? [])).toEqual(commands);
  });

  it("names a version of pnpm where the project names none", async () => {
    const setup = async (files: Files) => {
      const folder = project(files);
      await init(folder, "--yes");
      return stepsOf(folder)[0];
    };
    const uses = "pnpm/action-setup@v4";
    expect(await setup({ "pnpm-lock.yaml": "" })).toEqual({ uses, with: { version: "latest" } });
    expect(await setup({ "package.json": '{"packageManager":"pnpm@10.1.0"}' })).toEqual({ uses });
  });

  it("has jest load modules in CI, and says so at the end", async () => {
    const folder = project({ "package.json": needing("jest", "wan-mock") });
    const { stdout } = await init(folder, "--yes");
    const command = "NODE_OPTIONS=--experimental-vm-modules npx --no-install jest test/wan-mock.test.js";
    expect(stdout.endsWith(`Next:\n  ${command}\n`)).toBe(true);
    expect(stepsOf(folder).at(-1)).toEqual({
      run: "npx --no-install wan-mock run --seed 7 -- npx --no-install jest",
      env: { NODE_OPTIONS: "--experimental-vm-modules" },
    });
  });

  it("works in a package of a monorepo, from any folder of it", async () => {
    const folder = project({
      "package.json": needing("vitest"),
      "package-lock.json": "",
      "packages/video/package.json": "{}",
      "packages/video/src/a.ts": "",
    });
    const own = join(folder, "packages/video");
    const { stdout } = await init(join(own, "src"), "--yes");
    expect(stdout).toContain(
      "Made 3 files:\n  wan-mock.config.yaml\n  test/wan-mock.test.js\n  ../../.github/workflows/wan-mock.yml\n",
    );
    expect(filesOf(own)).toEqual([
      ...["package.json", "src/a.ts", "test/wan-mock.test.js", "wan-mock.config.yaml"],
    ]);
    expect(workflowOf(folder).jobs.contract.defaults).toEqual({
      run: { "working-directory": "packages/video" },
    });
    expect(stepsOf(folder)[0]).toEqual({
      uses: "actions/setup-node@v4",
      with: { "node-version": 22, cache: "npm" },
    });
  });

  it("names the lockfile of a package that has its own", async () => {
    const folder = project({ "app/package.json": "{}", "app/yarn.lock": "" });
    await init(join(folder, "app"), "--yes");
    expect(stepsOf(folder)[1]?.with).toEqual({
      "node-version": 22,
      cache: "yarn",
      "cache-dependency-path": "app/yarn.lock",
    });
  });

  it("tells the command where another CI service is used", async () => {
    const folder = project({ ".gitlab-ci.yml": "test: {}" });
    const { stdout } = await init(folder, "--yes");
    expect(stdout).toContain(
      "CI: .gitlab-ci.yml stays as it is; add to it:\n  npx --no-install wan-mock run --seed 7 -- node --test\n",
    );
    expect(existsSync(join(folder, ".github"))).toBe(false);
  });

  it("says what it needs", async () => {
    expect(await init(temporaryFolder().path)).toEqual({
      code: 2,
      stdout: "",
      stderr:
        "wan-mock: there is no package.json here or above: run init in a project, or make one with npm init\n",
    });
    const broken = await init(project({ "package.json": "{" }));
    expect(broken.stderr).toMatch(/^wan-mock: .*package.json cannot be read: .* at line 1\n$/);
    expect(await init(project(), "--yes", "--dry-run")).toEqual({
      code: 2,
      stdout: "",
      stderr: "wan-mock: --yes writes and --dry-run does not: give one of them\n",
    });
  });
});

describe("the configuration that init writes", () => {
  it("is one that config takes, at the defaults", async () => {
    const folder = project();
    await init(folder, "--yes");
    const { code, stdout, stderr } = await runCli(["config", "--format", "json"], { cwd: folder });
    expect([code, stderr]).toEqual([0, ""]);
    const settings = JSON.parse(stdout) as Record<string, { from: string; value: unknown }>;
    const set = Object.entries(settings).filter(([, { from }]) => from !== "default");
    expect(set).toEqual([["pace", { value: "quick", from: "file", name: "wan-mock.config.yaml" }]]);
  });

  it("has every option once, and each is right when its # is taken away", () => {
    const values = parse(configText().replaceAll(/^# (?=\w+: )/gm, "")) as object;
    expect(Object.keys(values)).toEqual(Object.keys(optionTable));
    const path = new URL("../../schemas/config.schema.json", import.meta.url);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(readFileSync(path, "utf8")) as object);
    expect([validate(values), validate.errors]).toEqual([true, null]);
  });
});

describe("files that are made together", () => {
  it("are all there or none: what was made is taken back, folders too", async () => {
    const { path } = temporaryFolder();
    writeFileSync(join(path, "b"), "mine");
    const files = [
      { path: join(path, "new/deep/a"), name: "a", text: "A" },
      { path: join(path, "b"), name: "b", text: "B" },
    ];
    await expect(createFiles(files)).rejects.toMatchObject({
      code: "OUTPUT_UNWRITABLE",
      message: "b cannot be made: it has come into being meanwhile; nothing was written",
    });
    expect([readdirSync(path), readFileSync(join(path, "b"), "utf8")]).toEqual([["b"], "mine"]);
    rmSync(join(path, "b"));
    await createFiles(files);
    expect(filesOf(path)).toEqual(["b", "new/deep/a"]);
    expect(readFileSync(join(path, "new/deep/a"), "utf8")).toBe("A");
  });
});

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly with?: object;
}

interface Workflow {
  readonly jobs: { readonly contract: { readonly defaults?: object; readonly steps: readonly Step[] } };
}

function workflowOf(folder: string): Workflow {
  return parse(textOf(folder, ".github/workflows/wan-mock.yml")) as Workflow;
}

/** The steps after the checkout. */
function stepsOf(folder: string): readonly Step[] {
  return workflowOf(folder).jobs.contract.steps.slice(1);
}
