import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { startMock } from "../../src/index.js";
import { type Call, curlSnippet, fetchSnippet, pythonSnippet } from "../../src/page/parts/snippets.js";
import { plainEnvironment } from "../harness/plain-environment.js";

const run = promisify(execFile);

const languages: Readonly<Record<string, (call: Call) => readonly [command: string, ...args: string[]]>> = {
  curl: (call) => ["bash", "-c", curlSnippet(call)],
  fetch: (call) => ["node", "--input-type=module", "-e", fetchSnippet(call)],
  Python: (call) => ["python3", "-c", pythonSnippet(call)],
};

/** Bodies that quoting stumbles over. */
const bodies: Readonly<Record<string, unknown>> = {
  quotes: { model: "wan2.7-text-to-video", prompt: `it's "quoted" 'twice' \\ and \`$HOME\` $(id) !! %s` },
  lines: { model: "wan2.7-text-to-video", prompt: "one\ntwo\r\nthree\ttab\u0000\u001b[31m\u2028" },
  letters: { model: "wan2.7-text-to-video", prompt: "图1 走 😀 é \ud800 half" },
  values: {
    model: "wan2.7-text-to-video",
    prompt: "x",
    list: [true, false, null, 1.5, 1e21, -0.25, "None", [], {}],
    "a 'name'": { "": 0 },
  },
  prototype: JSON.parse('{"model":"wan2.7-text-to-video","prompt":"x","__proto__":{"a":1}}'),
};

/** The newest request, with its body. */
async function newest(url: string): Promise<{ status: number; idempotencyKey?: string; body?: unknown }> {
  const page = (await (await fetch(`${url}/_mock/journal?kind=request&limit=1`)).json()) as {
    items: [{ sequence: number }];
  };
  const answer = await fetch(`${url}/_mock/journal/${page.items[0].sequence}`);
  return (await answer.json()) as Awaited<ReturnType<typeof newest>>;
}

describe.each(Object.entries(languages))("as %s", (_language, commandOf) => {
  const send = async (call: Call) => {
    const [command, ...args] = commandOf(call);
    const env = { ...plainEnvironment(), EVOLINK_API_KEY: "any-key" };
    return (await run(command, args, { env })).stdout;
  };

  it.each(Object.entries(bodies))("sends a body of %s as it is", async (_name, body) => {
    const mock = await startMock({ clock: "frozen" });
    onTestFinished(() => mock.close());
    const idempotencyKey = "it-is-16-letters-long";
    const url = `${mock.url}/v1/videos/generations`;
    const answer = await send({ method: "POST", url, headers: { "Idempotency-Key": idempotencyKey }, body });
    expect(answer).toContain("task-unified-");
    const entry = await newest(mock.url);
    expect(entry).toMatchObject({ status: 200, idempotencyKey });
    expect(JSON.stringify(entry.body)).toBe(JSON.stringify(body));
  });

  it("asks without a body, and shows a refusal", async () => {
    const mock = await startMock({ clock: "frozen" });
    onTestFinished(() => mock.close());
    expect(await send({ method: "GET", url: `${mock.url}/v1/credits` })).toContain("success");
    expect(await send({ method: "GET", url: `${mock.url}/v1/tasks/it's` })).toContain("invalid_task_id");
    expect(await send({ method: "DELETE", url: `${mock.url}/v1/tasks` })).toContain("Invalid URL");
  });
});
