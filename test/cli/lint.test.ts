import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import type { RequestVerdict } from "../../src/compose/validate-request.js";
import { runCli } from "../harness/run-cli.js";
import { bodies, plainBody } from "../harness/sample-bodies.js";

const folder = mkdtempSync(join(tmpdir(), "wan-mock-lint-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string | Buffer): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const json = (value: unknown) => JSON.stringify(value);

it("finds nothing in good bodies and exits 0", async () => {
  const files = Object.entries(bodies).map(([name, body]) =>
    write(`${name}.json`, JSON.stringify(body, null, 2)),
  );
  expect(await runCli(["lint", ...files])).toEqual({
    code: 0,
    stdout: "4 bodies: 0 refused, 0 errors, 0 warnings\n",
    stderr: "",
  });
});

it("tells file, line, pointer, severity, rule and sentence of each finding and exits 1", async () => {
  const file = write("bad.json", json({ ...plainBody, duration: 16, colour: "red" }));
  expect(await runCli(["lint", file])).toEqual({
    code: 1,
    stdout: [
      `${file}:1  /duration  error  schema/maximum  duration must be at most 15, got 16`,
      `${file}:1  /colour  warn  no-unknown-parameter  colour is not a parameter of wan2.7-text-to-video and is ignored`,
      "1 body: 1 refused, 1 error, 1 warning",
      "",
    ].join("\n"),
    stderr: "",
  });
});

it("says of broken media limits that the task fails, as far as names or a file tell", async () => {
  const assets = [{ url: "https://cdn.example.com/hero*", kind: "image", format: "gif" }];
  const config = write("assets.config.json", json({ assets }));
  const body = {
    model: "wan2.7-image-to-video",
    prompt: "Rain",
    image_start: "https://cdn.example.com/hero",
  };
  const sample = { ...body, image_start: "https://cdn.example.com/image-239x300.png" };
  const args = (...more: string[]) => ["lint", "-", "--config", config, ...more];
  const input = `[${json(body)},\n${json(sample)}]`;
  const [format, pixels] = [
    "asset-image-format  image_start must be JPEG, PNG, BMP or WEBP, but the file is gif",
    "asset-image-pixels  image_start must be 240 to 8000 pixels on each side, but the image is 239x300",
  ];
  expect(await runCli(args(), { input })).toEqual({
    code: 1,
    stdout: [
      `stdin:1  /0/image_start  error  ${format} (the task fails)`,
      `stdin:2  /1/image_start  error  ${pixels} (the task fails)`,
      "2 bodies: 0 refused, 2 errors, 0 warnings",
      "",
    ].join("\n"),
    stderr: "",
  });
  expect((await runCli(args("--asset-failures", "request"), { input })).stdout.split("\n")).toEqual([
    `stdin:1  /0/image_start  error  ${format}`,
    `stdin:2  /1/image_start  error  ${pixels}`,
    "2 bodies: 2 refused, 2 errors, 0 warnings",
    "",
  ]);
});

it("exits 1 for a warning alone", async () => {
  const { code, stdout } = await runCli(["lint", "-"], { input: json({ ...plainBody, colour: 1 }) });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^stdin:1 {2}\/colour {2}warn {2}no-unknown-parameter /);
});

it("reads arrays and tells the place of each item", async () => {
  const input = `[\n  ${json(plainBody)},\n  ${json({ ...plainBody, duration: 1 })},\n  7\n]\n`;
  const { code, stdout } = await runCli(["lint", "-"], { input });
  expect(code).toBe(1);
  expect(stdout.split("\n")).toEqual([
    "stdin:3  /1/duration  error  schema/minimum  duration must be at least 2, got 1",
    "stdin:4  /2  error  json/object  the body must be a JSON object, got 7",
    "3 bodies: 2 refused, 2 errors, 0 warnings",
    "",
  ]);
});

it("reads JSON Lines and tells the line, a broken one too", async () => {
  const input = [json(plainBody), "", json({ ...plainBody, duration: 1 }), "{broken", ""].join("\r\n");
  const { code, stdout } = await runCli(["lint", "-"], { input });
  expect(code).toBe(1);
  expect(stdout.split("\n").map((line) => line.split("  ").slice(0, 4).join(" "))).toEqual([
    "stdin:3 /duration error schema/minimum",
    "stdin:4 / error json/syntax",
    "3 bodies: 2 refused, 2 errors, 0 warnings",
    "",
  ]);
});

it("finds repeated keys in the text, spelt with escapes too, wherever the body stands", async () => {
  const twice =
    '{"model":"wan2.7-reference-video","prompt":"Image 1 waves","image_urls":["https://cdn.example.com/a.png"],' +
    '"model_params":{"voice_bindings":{"image1":"https://cdn.example.com/a.mp3","im\\u0061ge1":"https://cdn.example.com/b.mp3"}}}';
  for (const [input, line] of [
    [twice, 1],
    [`[\n${json(plainBody)},\n${twice}]`, 3],
    [`${json(plainBody)}\n${twice}\n`, 2],
  ] as const) {
    const { code, stdout } = await runCli(["lint", "-"], { input });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      new RegExp(
        `^stdin:${line} {2}\\S*/model_params/voice_bindings/image1 {2}error {2}no-duplicate-json-keys `,
      ),
    );
  }
});

it("says that an empty file holds no body", async () => {
  const { code, stdout } = await runCli(["lint", "-"], { input: "" });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^stdin:1 {2}\/ {2}error {2}json\/syntax {2}the body is empty/);
});

it("reads no file that is not UTF-8, as the mock reads no such body", async () => {
  const text = '{"model":"wan2.7-text-to-video","prompt":"caf\u00e9"}';
  const file = write("latin.json", Buffer.from(text, "latin1"));
  expect(await runCli(["lint", file])).toEqual({
    code: 2,
    stdout: "",
    stderr: `wan-mock: ${file}: it is not UTF-8 text: save it as UTF-8\n`,
  });
});

it("reports verdicts as JSON", async () => {
  const good = write("good.json", json(bodies.edit));
  const bad = write("worse.json", json({ ...bodies.edit, duration: 1 }));
  const { code, stdout } = await runCli(["lint", "--format", "json", good, bad]);
  expect(code).toBe(1);
  const { bodies: verdicts } = JSON.parse(stdout) as {
    bodies: (RequestVerdict & { file: string; line: number })[];
  };
  expect(verdicts.map(({ file, line, accepted, status }) => ({ file, line, accepted, status }))).toEqual([
    { file: good, line: 1, accepted: true, status: 200 },
    { file: bad, line: 1, accepted: false, status: 400 },
  ]);
  expect(verdicts[0]?.effective?.output).toEqual({ width: 1280, height: 720, seconds: 4 });
  expect(verdicts[1]?.error?.param).toBe("duration");
  expect(verdicts[1]?.findings[0]?.rule).toBe("edit-duration-is-zero-or-two-to-ten");
});

it("judges by the settings it is given", async () => {
  const input = json({ ...plainBody, colour: 1 });
  expect((await runCli(["lint", "--strict", "-"], { input })).stdout).toContain(
    "  error  no-unknown-parameter  ",
  );
  expect((await runCli(["lint", "--rule", "no-unknown-parameter=off", "-"], { input })).code).toBe(0);
});
