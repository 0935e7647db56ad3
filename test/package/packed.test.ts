import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { linkPackage, packInto } from "../harness/packed-package.js";
import { anchorsOf, relativeLinks } from "../harness/page-links.js";
import { plainEnvironment } from "../harness/plain-environment.js";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "wan-mock-project-"));
const installed = join(project, "node_modules/wan-mock");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  version: string;
};
/** What a project brings that tests with them. */
const runners = ["vitest", "jest", "@jest/globals", "expect"];
let files: string[] = [];

beforeAll(async () => {
  files = await packInto(project);
  for (const name of runners) linkPackage(project, name);
  linkPackage(project, "@types/node");
  writeFileSync(
    join(project, "package.json"),
    '{ "name": "a-project", "private": true, "type": "module" }\n',
  );
});

afterAll(() => {
  rmSync(project, { recursive: true, force: true });
});

async function node(...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, args, { cwd: project, env: plainEnvironment() });
  return stdout;
}

it("holds what a user needs and nothing else", () => {
  const folders = new Set(files.map((file) => file.split("/")[0] ?? ""));
  expect([...folders].sort()).toEqual(
    [
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "LICENSE",
      "NOTICE",
      "README.md",
      "SECURITY.md",
      "dist",
      "docs",
      "examples",
      "fixtures",
      "openapi",
      "package.json",
      "schemas",
    ].sort(),
  );
  expect(files).toEqual(
    expect.arrayContaining([
      "dist/index.js",
      "dist/bin/wan-mock.js",
      "dist/matchers.js",
      "dist/msw.js",
      "dist/register.cjs",
      "dist/register.js",
      "dist/vitest.js",
      "dist/types/src/matchers.d.ts",
      "dist/types/src/msw.d.ts",
      "dist/types/src/register.d.ts",
      "dist/types/src/vitest.d.ts",
      "dist/types/src/index.d.ts",
      "dist/THIRD-PARTY-NOTICES.txt",
      "dist/sbom.cdx.json",
      "fixtures/pricing/2026-05.json",
      "fixtures/pricing/2026-10.json",
      "openapi/account.yaml",
      "openapi/control.yaml",
      "openapi/tasks.yaml",
      "schemas/config.schema.json",
      ...["text-to", "image-to", "reference"].map((kind) => `openapi/wan2.7-${kind}-video.yaml`),
      "openapi/wan2.7-video-edit.yaml",
    ]),
  );
  const ours = files.filter((file) => !file.startsWith("examples/"));
  expect(ours.filter((file) => /^(?:src|test|bench|scripts)\/|\.test\.|(?<!\.d)\.ts$/.test(file))).toEqual(
    [],
  );
});

it("runs nothing when it is installed", () => {
  const { scripts } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const atInstall = ["preinstall", "install", "postinstall", "preprepare", "prepare", "postprepare"];
  expect(Object.keys(scripts).filter((name) => atInstall.includes(name))).toEqual([]);
});

it("ships what its pages link to, headings included", () => {
  const pages = files.filter((file) => file.endsWith(".md"));
  expect(pages).toEqual(expect.arrayContaining(["README.md", "docs/first-test.md", "examples/README.md"]));
  const textOf = (page: string) => readFileSync(join(installed, page), "utf8");
  const isThere = (path: string) => files.some((file) => file === path || file.startsWith(`${path}/`));
  const dead = pages.flatMap((page) =>
    relativeLinks(page, textOf(page))
      .filter(({ path, anchor }) => {
        return !isThere(path) || (anchor !== undefined && !anchorsOf(textOf(path)).includes(anchor));
      })
      .map(({ link }) => `${page}: ${link}`),
  );
  expect(dead).toEqual([]);
});

it("lists what is bundled from other packages where a scanner of dependencies finds it", () => {
  const bill = JSON.parse(readFileSync(join(installed, "dist/sbom.cdx.json"), "utf8")) as {
    bomFormat: string;
    components: { name: string; version: string; purl: string }[];
  };
  expect(bill.bomFormat).toBe("CycloneDX");
  const notices = readFileSync(join(installed, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
  const noticed = [...notices.matchAll(/^(\S+) (\d+\.\d+\.\d+\S*) \(/gm)].map(([, name, version]) => [
    name,
    version,
  ]);
  expect(bill.components.map(({ name, version }) => [name, version])).toEqual(noticed);
  expect(bill.components.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["commander", "express", "ipaddr.js", "mediabunny", "picocolors"]),
  );
  for (const { name, version, purl } of bill.components) {
    expect(purl).toBe(`pkg:npm/${name.replace("@", "%40")}@${version}`);
  }
});

it("knows nothing of the machine it was made on", () => {
  const telling = files.filter((file) => {
    const text = readFileSync(join(installed, file), "latin1");
    return text.includes(root) || /file:\/\/\/|\/(?:home|Users)\/[a-z]/.test(text);
  });
  expect(telling).toEqual([]);
});

it("serves and judges from a plain import", async () => {
  writeFileSync(
    join(project, "try.js"),
    `import { KitError, rules, sampleRequest, startMock, validateRequest } from "wan-mock";
const mock = await startMock({ pace: "instant", seed: 7, clock: "frozen" });
const headers = { authorization: "Bearer k", "content-type": "application/json" };
const body = JSON.stringify(await sampleRequest("wan2.7-video-edit", 3));
const submitted = await (await fetch(mock.url + "/v1/videos/generations", { method: "POST", headers, body })).json();
const task = await (await fetch(mock.url + "/v1/tasks/" + submitted.id, { headers })).json();
const video = await fetch(task.results[0]);
const bytes = Buffer.from(await video.arrayBuffer());
const merged = await (await fetch(mock.url + "/_mock/openapi.json")).json();
const control = await (await fetch(mock.url + "/_mock/control.openapi.json")).json();
await mock.close();
let code = "";
try { await startMock({ pace: "x" }); } catch (error) { code = error instanceof KitError ? error.code : ""; }
const verdict = validateRequest({ model: "wan2.7-text-to-video", prompt: "rain", duration: 16 });
console.log(JSON.stringify([submitted.status, task.status, bytes.toString("latin1", 4, 8), Object.keys(merged.components.schemas).length > 5, control.info.title, rules.length > 20, code, verdict.error.message]));
`,
  );
  expect(JSON.parse(await node("try.js"))).toEqual([
    "pending",
    "completed",
    "ftyp",
    true,
    "wan-mock control side",
    true,
    "INVALID_OPTION",
    "duration must be at most 15, got 16",
  ]);
});

it("answers without a socket from a plain import", async () => {
  writeFileSync(
    join(project, "without.js"),
    `import { createMock, estimateCost } from "wan-mock";
const mock = createMock({ clock: "frozen", seed: 7 });
const receiver = await mock.receiver();
const body = { model: "wan2.7-text-to-video", prompt: "rain", callback_url: receiver.url };
const submitted = await mock.fetch("https://api.evolink.ai/v1/videos/generations", {
  method: "POST", headers: { authorization: "Bearer k", "content-type": "application/json" }, body: JSON.stringify(body),
});
await mock.clock.advance("3s");
const [called] = receiver.received;
const video = await mock.fetch(called.body.results[0]);
console.log(JSON.stringify([submitted.status, called.body.status, video.status, mock.account("k").used, estimateCost(body).credits]));
await mock.close();
`,
  );
  expect(JSON.parse(await node("without.js"))).toEqual([200, "completed", 200, 29.24, 29.24]);
});

it("runs its command, with documents of the user too", async () => {
  const bin = join(installed, "dist/bin/wan-mock.js");
  expect(await node(bin, "--version")).toBe(`${manifest.version}\n`);
  writeFileSync(join(project, "body.json"), '{ "model": "wan2.7-text-to-video", "prompt": "rain" }');
  const document = join(installed, "openapi/wan2.7-text-to-video.yaml");
  expect(await node(bin, "lint", "--spec", document, "--only-spec", "body.json")).toBe(
    "1 body: 0 refused, 0 errors, 0 warnings\n",
  );
});

it("runs a program that names the paid host, by its command and by its preload", async () => {
  writeFileSync(
    join(project, "client.js"),
    `const headers = { authorization: "Bearer k" };
const said = (error) => error.cause.code;
console.log(await fetch("https://api.evolink.ai/v1/models", { headers }).then((answer) => answer.status, said));
`,
  );
  const bin = join(installed, "dist/bin/wan-mock.js");
  expect(await node(bin, "run", "--", process.execPath, "client.js")).toBe("200\n");
  expect(await node("--import", "wan-mock/register", "client.js")).toBe("PAID_CALL_STOPPED\n");
});

it("is found by vitest and by jest, whose own expect and hooks it works with", async () => {
  for (const folder of ["vitest", "jest"]) {
    mkdirSync(join(project, "examples"), { recursive: true });
    cpSync(join(root, "examples", folder), join(project, "examples", folder), { recursive: true });
  }
  cpSync(join(root, "examples/video-client.mjs"), join(project, "examples/video-client.mjs"));
  const inFolder = async (folder: string, program: string, ...args: string[]) => {
    const { stdout, stderr } = await run(process.execPath, [join(root, "node_modules", program), ...args], {
      cwd: join(project, "examples", folder),
      env: {
        ...plainEnvironment(),
        ...(folder === "jest" ? { NODE_OPTIONS: "--experimental-vm-modules" } : {}),
      },
    });
    return stripVTControlCharacters(stdout + stderr);
  };
  expect(await inFolder("vitest", "vitest/vitest.mjs", "run")).toContain("Tests  5 passed (5)");
  expect(await inFolder("jest", "jest/bin/jest.js")).toContain("5 passed, 5 total");
});

it("names MSW where it is missing", async () => {
  const script = 'import("wan-mock/msw").catch(({ code, message }) => console.log(code, message))';
  const told = await node("--input-type=module", "-e", script);
  expect(told).toMatch(
    /^ERR_MODULE_NOT_FOUND Cannot find package 'msw' imported from .*wan-mock.dist.msw\.js/,
  );
});

it("exports its entries and its manifest, and nothing inside", async () => {
  const tried = async (name: string) => {
    const script = `import(${JSON.stringify(name)}, { with: ${name.endsWith(".json") ? '{ type: "json" }' : "{}"} }).then(() => "yes", (e) => e.code).then(console.log)`;
    return (await node("--no-warnings", "--input-type=module", "-e", script)).trim();
  };
  expect(await tried("wan-mock")).toBe("yes");
  expect(await tried("wan-mock/register")).toBe("yes");
  expect(await tried("wan-mock/matchers")).toBe("yes");
  expect(await tried("wan-mock/package.json")).toBe("yes");
  expect(await tried("wan-mock/schemas/scenarios.schema.json")).toBe("yes");
  expect(await tried("wan-mock/dist/index.js")).toBe("ERR_PACKAGE_PATH_NOT_EXPORTED");
});

const typed = `import {
  createMock, estimateCost, type Finding, type Mock, type MockOptions, type ReceivedCallback, startMock, type VideoTask,
  type VendorErrorBody, validateRequest, type WanRequest,
} from "wan-mock";
const options: MockOptions = { pace: "polls:2", clock: "frozen", rules: { "prompt-is-truncated": "off" } };
export async function submitOne(): Promise<readonly Finding[]> {
  const mock: Mock = await startMock(options);
  mock.clock.advance("3s");
  await mock.close();
  return validateRequest({}).findings;
}
export async function withoutSocket(body: WanRequest): Promise<[VideoTask | VendorErrorBody, number]> {
  await using mock = createMock({ seed: 7 });
  const receiver = await mock.receiver();
  receiver.answer((callback: ReceivedCallback) => (callback.attempt < 2 ? 500 : { status: 200 }));
  const carry: typeof fetch = mock.fetch;
  const response = await carry(mock.url, { method: "POST", body: JSON.stringify({ ...body, callback_url: receiver.url }) });
  const entry = await mock.waitFor({ kind: "settle" }, { timeout: "2s" });
  const sent: unknown = mock.journal.requests({ model: body.model, path: /generations/ })[0]?.body?.prompt;
  await mock.account("key-a").set({ balance: null, limits: { concurrency: 2 } });
  const credits: number = entry.credits + estimateCost(sent).usd;
  return [(await response.json()) as VideoTask, credits];
}
export const linkOf = (task: VideoTask): string | undefined => (task.status === "completed" ? task.results[0] : undefined);
export const reasonOf = ({ body }: ReceivedCallback): string => (body.status === "failed" ? body.error.code : body.results.join());
declare module "wan-mock" {
  interface CustomNames {
    scenarios: "crowded-monday";
    models: "wan2.6-text-to-video";
  }
}
export function names(mock: Mock): void {
  mock.scenario("crowded-monday", { match: { model: "wan2.6-text-to-video" } });
  mock.scenario("query/http-503:2");
  // @ts-expect-error a misspelt scenario
  mock.scenario("rate-limitd");
  // @ts-expect-error a misspelt scenario of a file
  mock.scenario("crowded-mondy");
  // @ts-expect-error a misspelt model
  mock.journal.requests({ model: "wan2.7-text" });
  // @ts-expect-error a misspelt habit
  mock.habits({ habit: "polls-to-often" });
  // @ts-expect-error a misspelt code
  void mock.tasks.fail("task", { code: "generation_timeot" });
}
// @ts-expect-error a misspelt rule
export const misspelt: MockOptions = { rules: { "prompt-is-truncatd": "off" } };
// @ts-expect-error a clock is running or frozen
export const wrong: MockOptions = { clock: "slow" };
// @ts-expect-error an edit needs a video
export const incomplete: WanRequest = { model: "wan2.7-video-edit", prompt: "snow" };
// @ts-expect-error documents take an await
createMock({ spec: ["a.yaml"] });
`;

const typedVitest = `import { expect, it } from "vitest";
import { createMock, type Mock, type SocketlessMock } from "wan-mock";
import { matchers, type WanMockMatchers } from "wan-mock/matchers";
import { useMock } from "wan-mock/vitest";
const mock: Mock = useMock({ clock: "frozen" });
const silent: SocketlessMock = useMock({ socket: false, seed: 7 });
it("has types", async () => {
  const receiver = await mock.receiver();
  expect(await silent.fetch("/v1/models")).toBeAccepted();
  expect({ prompt: "Rain" }).not.toBreakRule("needs-a-reference");
  expect(mock).toHaveSubmitted({ prompt: expect.stringContaining("Rain") }, { times: 2 });
  expect(receiver).toHaveReceivedCallback("task-1");
  expect(receiver).toHaveReceivedCallback({ status: "completed" });
  expect(mock.account("key-a")).toHaveSpent({ usd: expect.closeTo(0.43, 2), credits: 29.24 });
  await expect(fetch(mock.url)).resolves.toHaveNoFindings();
  expect({ answer: {} }).toEqual({ answer: expect.toBeAccepted() });
  expect.extend(matchers);
  // @ts-expect-error a rule is named
  expect({}).toBreakRule();
  // @ts-expect-error a misspelt rule
  expect({}).toBreakRule("needs-a-referenc");
  // @ts-expect-error a misspelt habit
  expect(mock).toHaveGoodHabits({ except: ["polls-to-often"] });
  expect(mock).toHaveSubmitted({ model: "wan2.7-video-edit" }, 2);
  // @ts-expect-error a misspelt model
  expect(mock).toHaveSubmitted({ model: "wan2.7-video-edits" });
  // @ts-expect-error times is a number
  expect(mock).toHaveSubmitted({}, { times: "2" });
});
export function ofAnotherRunner(assertion: WanMockMatchers<Promise<void>>): Promise<void> {
  return assertion.toHaveSpent({ usd: 1 });
}
// @ts-expect-error documents take an await
useMock({ socket: false, spec: ["a.yaml"] });
// @ts-expect-error without a socket there is no port
silent.port;
createMock();
`;

const typedJest = `import { expect } from "@jest/globals";
import { createMock } from "wan-mock";
import { matchers, type WanMockMatchers } from "wan-mock/matchers";
expect.extend(matchers);
declare module "expect" {
  interface Matchers<R> extends WanMockMatchers<R> {}
}
expect(createMock()).toHaveSubmitted({ duration: 5 });
// @ts-expect-error a rule is named
expect({}).toBreakRule();
`;

it.concurrent.each([
  ["node16", "node16"],
  ["bundler", "esnext"],
])("has types under moduleResolution %s", { timeout: 90_000 }, async (resolution, module) => {
  const sources = {
    [`typed-${resolution}.ts`]: typed,
    [`typed-vitest-${resolution}.ts`]: typedVitest,
    [`typed-jest-${resolution}.ts`]: typedJest,
  };
  for (const [file, text] of Object.entries(sources)) writeFileSync(join(project, file), text);
  const settings = [
    "--module",
    module,
    "--moduleResolution",
    resolution,
    "--target",
    "es2022",
    "--types",
    "node",
  ];
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  const complaints = await node(
    tsc,
    "--noEmit",
    "--strict",
    "--skipLibCheck",
    "false",
    ...settings,
    ...Object.keys(sources),
  ).catch((error: unknown) => (error as { stdout: string }).stdout);
  expect(complaints).toBe("");
});
