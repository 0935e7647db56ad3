import { expect, it } from "vitest";
import { readPublished } from "../../src/adapters/documents/read-documents.js";
import { readConfigFile } from "../../src/cli/settings/read-settings.js";
import { readCoverageFile } from "../../src/cli/sources/read-sources.js";
import { composeMock } from "../../src/compose/compose-mock.js";
import { miniDocument } from "../adapters/documents/mini-document.js";
import { runCli } from "../harness/run-cli.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

const MARK = "\uFEFF";
const body = JSON.stringify(plainBody);
const utf16 = (text: string, mark = "") => Buffer.from(mark + text, "utf16le");
const SCENARIO = "scenarios: [{ name: own, use: slow }]";

/** What every reader of files says of UTF-16. */
const SAVE = /it is UTF-16 text: save it as UTF-8$/;

const startWith = async (options: Parameters<typeof composeMock>[0]) => {
  const { release } = await composeMock(options);
  await release();
};

const readers: readonly (readonly [
  what: string,
  name: string,
  text: string,
  read: (file: string) => Promise<unknown>,
])[] = [
  ["configuration", "a.json", '{"port":1}', (file) => readConfigFile(file, ".")],
  ["configuration", "a.yaml", "port: 1", (file) => readConfigFile(file, ".")],
  ["scenarios", "own.yaml", SCENARIO, (file) => startWith({ scenarios: [file] })],
  [
    "scenarios",
    "own.json",
    '{"scenarios":[{"name":"own","use":"slow"}]}',
    (file) => startWith({ scenarios: [file] }),
  ],
  ["a document of --spec", "mini.yaml", miniDocument(), (file) => startWith({ spec: [file] })],
  ["a published page", "page.md", "# Wan", readPublished],
];

it.each(readers)(
  "reads %s in %s with a byte order mark, and refuses UTF-16",
  async (_what, name, text, read) => {
    const { write } = temporaryFolder();
    await read(write(name, MARK + text));
    for (const mark of [MARK, ""]) await expect(read(write(name, utf16(text, mark)))).rejects.toThrow(SAVE);
    await expect(read(write(name, Buffer.from(`${text} # \xe9`, "latin1")))).rejects.toThrow(
      /it is not UTF-8 text: save it as UTF-8$/,
    );
  },
);

it("reads coverage with a byte order mark, and refuses UTF-16", () => {
  const { write } = temporaryFolder();
  expect(() => readCoverageFile(write("c.json", `${MARK}{}`))).toThrow("is no coverage of wan-mock");
  expect(() => readCoverageFile(write("c.json", utf16("{}")))).toThrow(SAVE);
});

it("lints files with a byte order mark as they are without, places included", async () => {
  const { write } = temporaryFolder();
  const files = [
    write("one.json", MARK + body),
    write("list.json", `${MARK}[${body},${body}]`),
    write("lines.jsonl", `${MARK}${body}\n${body}\n`),
    write("bad.json", `${MARK}{"model":"wan2.7-text-to-video","prompt":"Rain","duration":99}`),
  ];
  const { code, stdout } = await runCli(["lint", ...files, "-"], { input: MARK + body });
  expect([code, stdout.split("\n").slice(-2)]).toEqual([1, ["7 bodies: 1 refused, 1 error, 0 warnings", ""]]);
  expect(stdout).toMatch(/^\S+bad\.json:1 {2}\/duration /);
});

it("lints no UTF-16", async () => {
  const file = temporaryFolder().write("wide.json", utf16(body, MARK));
  expect(await runCli(["lint", file])).toEqual({
    code: 2,
    stdout: "",
    stderr: `wan-mock: ${file}: it is UTF-16 text: save it as UTF-8\n`,
  });
});
