import { describe, expect, it } from "vitest";
import { asPage, documentOf, pageOf, requestOf, saved, submitOf } from "../drift/published-page.js";
import { runCli } from "../harness/run-cli.js";

const IMAGE = "wan2.7-image-to-video";
const longer = pageOf(IMAGE, (document) => (requestOf(document).properties.duration.maximum = 20));
const tuned = pageOf(IMAGE, (document) => (requestOf(document).properties.duration.default = 10));

it("exits 0 without a critical finding, and tells what a page was compared with", async () => {
  const file = saved(pageOf("tasks"));
  expect(await runCli(["drift", file])).toEqual({
    code: 0,
    stdout: `${file}: compared with tasks, no drift\n1 page: 0 critical, 0 warning, 0 info\n`,
    stderr: "",
  });
});

it("exits 1 for a critical finding and tells it by model and parameter, with its line", async () => {
  const file = saved(longer);
  const line = longer.split("\n").indexOf("          maximum: 20") + 1;
  const { code, stdout, stderr } = await runCli(["drift", file]);
  expect([code, stderr]).toEqual([1, ""]);
  expect(stdout.split("\n").slice(0, 3)).toEqual([
    `${file}  ${IMAGE}`,
    "  duration",
    `    critical  maximum: 15 here; 20 on the page; a request that is valid there is refused here  (line ${line})`,
  ]);
  expect(stdout).toContain("1 page: 1 critical, 0 warning, 1 info\n");
});

it("exits 0 for a warning unless told to fail on it", async () => {
  const file = saved(tuned);
  expect((await runCli(["drift", file])).code).toBe(0);
  expect((await runCli(["drift", "--fail-on", "warning", file])).code).toBe(1);
});

it("reads standard input and several pages", async () => {
  const { code, stdout } = await runCli(["drift", saved(pageOf("tasks")), "-"], { input: longer });
  expect(code).toBe(1);
  expect(stdout).toContain(`stdin  ${IMAGE}\n`);
  expect(stdout).toContain("2 pages: 1 critical, 0 warning, 1 info\n");
});

it("exits 2 when one of several pages could not be compared, and still tells what the others show", async () => {
  const [good, bad] = [saved(longer), saved("# Page not found\n", "gone.md")];
  const { code, stdout, stderr } = await runCli(["drift", "--format", "json", bad, good, good, "src"]);
  expect(code).toBe(2);
  expect(stderr).toMatch(
    /^wan-mock: [^\n]*gone\.md: nothing to compare: [^\n]*\nwan-mock: src: it is a folder\n$/,
  );
  expect(JSON.parse(stdout)).toMatchObject({
    critical: 1,
    pages: [{ file: good }],
    notCompared: [
      { file: bad, code: "DOCUMENT_INVALID", message: expect.stringContaining("nothing to compare") },
      { file: "src", code: "DOCUMENT_UNREADABLE" },
    ],
  });
});

it("reports a page that could not be compared as a failed case", async () => {
  const { code, stdout } = await runCli([
    "drift",
    "--format",
    "junit",
    saved(pageOf("tasks")),
    saved("x", "gone.md"),
  ]);
  expect(code).toBe(2);
  expect(stdout).toMatch(/failures="1"/);
  expect(stdout).toContain("nothing to compare");
});

it("tells everything as JSON", async () => {
  const file = saved(longer);
  const { code, stdout } = await runCli(["drift", "--format", "json", file]);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    critical: 1,
    warning: 0,
    info: 1,
    pages: [
      {
        file,
        models: [IMAGE],
        findings: [
          {
            severity: "critical",
            change: "maximum",
            model: IMAGE,
            part: "request",
            parameter: "duration",
            ours: 15,
            published: 20,
            pointer: "/components/schemas/Wan27ImageToVideoRequest/properties/duration/maximum",
          },
          { severity: "info", change: "rules-unchecked" },
        ],
        known: [],
      },
    ],
  });
});

const nested = (depth: number) => `openapi: 3.1.0\npaths: ${"[".repeat(depth)}${"]".repeat(depth)}\n`;
const referring = (reference: string) =>
  asPage(
    (() => {
      const document = documentOf(IMAGE);
      submitOf(document).requestBody.content["application/json"].schema.$ref = reference;
      return document;
    })(),
  );

const unreadable: readonly (readonly [what: string, text: string, name: string, sentence: RegExp])[] = [
  ["nothing", " \n", "a.md", /: it is empty$/],
  ["YAML that breaks", "openapi: [", "a.yaml", /a\.yaml:1:\d+: /],
  [
    "a document that breaks within a page",
    "# T\n\n```yaml\nopenapi: 3.1.0\npaths: {\n```\n",
    "a.md",
    /a\.md:\d+:\d+: /,
  ],
  ["a list", "- 1\n", "a.yaml", /an OpenAPI document is an object/],
  ["a document without paths", "openapi: 3.1.0\n", "a.yaml", /describes no operation under "paths"$/],
  [
    "prose about something else",
    "# Bread\n\nFlour, water, salt.\n",
    "a.md",
    /it names no model that is known; it holds no OpenAPI document .*: give the page as Markdown/,
  ],
  ["HTML", "<!doctype html><p>wan2.7-video-edit", "a.md", /it is HTML: save the page as Markdown/],
  ["10 MB", "x".repeat(10_000_000), "a.md", /it has 10000000 characters: at most 500000 are read$/],
  ["depth in YAML", nested(20_000), "a.yaml", /nested|levels|deep/],
  [
    "depth in JSON",
    `{"openapi":"3.1.0","paths":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}`,
    "a.json",
    /it describes no operation under "paths"$/,
  ],
  [
    "a reference to nowhere",
    referring("#/components/schemas/None"),
    "a.md",
    /refers to "#\/components\/schemas\/None", which is not there$/,
  ],
  [
    "a reference to another file",
    referring("other.yaml#/a"),
    "a.md",
    /refers to "other\.yaml#\/a": save one document that holds everything$/,
  ],
  [
    "a submit without a model",
    pageOf(IMAGE, (d) => delete requestOf(d).properties.model),
    "a.md",
    /names no model as an "enum" or "const"/,
  ],
  [
    "a bound that is none",
    pageOf(IMAGE, (d) => (requestOf(d).properties.duration.maximum = "many")),
    "a.md",
    /duration\/maximum: it is a number$/,
  ],
  [
    "a type that is none",
    pageOf(IMAGE, (d) => (requestOf(d).properties.seed.type = "film")),
    "a.md",
    /seed\/type: it is no type of JSON Schema$/,
  ],
  [
    "a bomb of aliases",
    `openapi: 3.1.0\na0: &a0 [x,x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 9 }, (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n},`.repeat(10)}]`).join("\n")}\n`,
    "a.yaml",
    /alias/,
  ],
];

describe("what cannot be compared", () => {
  it.each(unreadable)("is %s: one sentence and exit code 2", async (_what, text, name, sentence) => {
    const file = saved(text, name);
    const { code, stdout, stderr } = await runCli(["drift", file]);
    expect(stderr.trimEnd()).toMatch(sentence);
    expect(stderr).toMatch(/^wan-mock: [^\n]*\n$/);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it.each([
    ["missing.md", /missing\.md: there is no such file$/],
    ["src", /src: it is a folder$/],
    ["https://docs.example.com/wan.md", /nothing is fetched: save the page first and name the file$/],
  ])("is %s", async (file, sentence) => {
    const { code, stdout, stderr } = await runCli(["drift", file]);
    expect(stderr.trimEnd()).toMatch(sentence);
    expect([code, stdout]).toEqual([2, ""]);
  });
});

const hostile: readonly (readonly [what: string, text: string, told: RegExp])[] = [
  [
    "schemas that contain themselves",
    pageOf(IMAGE, (document) => {
      document.components.schemas.Loop = {
        allOf: [{ $ref: "#/components/schemas/Loop" }],
        type: "object",
        properties: { again: { $ref: "#/components/schemas/Loop" } },
      };
      requestOf(document).properties.loop = { $ref: "#/components/schemas/Loop" };
    }),
    /warning {3}parameter-added: object on the page/,
  ],
  [
    "members named like those of a prototype",
    longer.replace(
      "        model:\n          description: The model to run",
      (found) => `        __proto__: { type: string }\n        constructor: { type: string }\n${found}`,
    ),
    / {2}__proto__\n {4}warning {3}parameter-added/,
  ],
];

it.each(hostile)("lives with %s", async (_what, text, told) => {
  const { stdout, stderr } = await runCli(["drift", saved(text)]);
  expect(stderr).toBe("");
  expect(stdout).toMatch(told);
});
