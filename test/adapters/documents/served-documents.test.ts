import { afterAll, expect, it } from "vitest";
import { parse } from "yaml";
import { describeMatrix, type ErrorJson, STILL } from "../../harness/describe-matrix.js";
import { plainBody } from "../../harness/sample-bodies.js";
import { documentFolder, miniDocument } from "./mini-document.js";

const folder = documentFolder();
afterAll(() => {
  folder.remove();
});

const older = { model: "wan2.6-text-to-video", prompt: "A lighthouse" };

const page = `# An older model

Two fences that hold no document come first.

\`\`\`bash
curl https://api.example.com
\`\`\`

\`\`\`json
{ "model": "wan2.6-text-to-video" }
\`\`\`

1. The document itself, indented as part of a list:

   ~~~yaml
${miniDocument()
  .split("\n")
  .map((line) => `   ${line}`)
  .join("\n")}
   ~~~

That is all.
`;

const forms: readonly (readonly [form: string, name: string, text: string])[] = [
  ["YAML", "older.yaml", miniDocument()],
  [
    "YAML with a byte order mark and CRLF",
    "older-windows.yml",
    `\uFEFF${miniDocument().replaceAll("\n", "\r\n")}`,
  ],
  ["JSON", "older.json", JSON.stringify(parse(miniDocument()))],
  ["a Markdown page", "older.md", page],
];

describeMatrix("documents of --spec", (serve) => {
  for (const [form, name, text] of forms) {
    it(`serve a model of ${form} by its schema beside the bundled ones`, async () => {
      const mock = await serve({ ...STILL, spec: [folder.write(name, text)] });
      expect(mock.contract.models).toHaveLength(5);
      const accepted = await mock.submit(older);
      expect([accepted.status, accepted.json().model]).toEqual([200, "wan2.6-text-to-video"]);
      expect(accepted.json().usage.credits_reserved).toBe(0);
      await mock.clock.advance("3s");
      expect((await mock.query(accepted.json().id)).json().status).toBe("completed");
      expect((await mock.submit(plainBody)).status).toBe(200);
      for (const [change, rule, message, param] of [
        [
          { prompt: "x".repeat(21) },
          "schema/maxLength",
          "prompt must be at most 20 characters long, got 21",
          "prompt",
        ],
        [{ duration: 6 }, "schema/enum", "duration must be one of 5, 10, 15, got 6", "duration"],
        [
          { image_urls: ["a", "b c"] },
          "schema/format",
          'image_urls[0] must be an absolute URL, got "a": it starts with no scheme such as https://',
          "image_urls[0]",
        ],
        [{ prompt: undefined }, "schema/required", "prompt is required", "prompt"],
      ] as const) {
        const refused = await mock.submit({ ...older, ...change });
        expect(refused.status).toBe(400);
        expect(refused.headers["x-wan-mock-findings"]).toBe(rule);
        expect(refused.json<ErrorJson>().error).toMatchObject({ message, param });
      }
    });
  }

  it("know the rules for a model of theirs that hold for every model, and no others", async () => {
    const mock = await serve({ ...STILL, spec: [folder.write("plain.yaml", miniDocument())] });
    const local = await mock.submit({ ...older, callback_url: "http://localhost/" });
    expect([local.status, local.headers["x-wan-mock-findings"]]).toEqual([
      400,
      expect.stringMatching(
        /^callback-url-is-https, ?callback-url-is-public, ?no-unknown-parameter/,
      ) as string,
    ]);
    const long = await mock.submit({ ...older, callback_url: `https://app.example.com/${"h".repeat(2048)}` });
    expect([long.status, long.headers["x-wan-mock-findings"]]).toEqual([
      400,
      expect.stringContaining("callback-url-fits-2048") as string,
    ]);
    const odd = await mock.submit({ ...older, image_urls: ["http://localhost/a.gif"], colour: "red" });
    expect([odd.status, odd.headers["x-wan-mock-findings"]]).toEqual([
      200,
      "no-unknown-parameter, media-url-is-reachable",
    ]);
  });

  it("replace the bundled document of the same model, whose rules go on applying", async () => {
    const text = miniDocument({ model: "wan2.7-text-to-video" });
    const mock = await serve({ ...STILL, spec: [folder.write("same.yaml", text)] });
    expect(mock.contract.models).toHaveLength(4);
    expect((await mock.submit({ ...plainBody, duration: 6 })).headers["x-wan-mock-findings"]).toBe(
      "schema/enum",
    );
    expect((await mock.submit({ ...plainBody, quality: "480p" })).headers["x-wan-mock-findings"]).toMatch(
      /^no-unknown-parameter/,
    );
    const refused = await mock.submit({ ...plainBody, callback_url: "http://hooks.example.com/" });
    expect([refused.status, refused.headers["x-wan-mock-findings"]]).toEqual([
      400,
      expect.stringContaining("callback-url-is-https") as string,
    ]);
  });

  it("let a later document win over an earlier one of the same model", async () => {
    const spec = [
      folder.write("first.yaml", miniDocument()),
      folder.write("second.yaml", miniDocument({ prompt: "{ type: string, maxLength: 3 }" })),
    ];
    const mock = await serve({ ...STILL, spec, onlySpec: true });
    expect((await mock.submit(older)).status).toBe(400);
    expect((await mock.submit({ ...older, prompt: "sea" })).status).toBe(200);
  });

  it("are all there is with onlySpec", async () => {
    const mock = await serve({ ...STILL, spec: [folder.write("only.yaml", miniDocument())], onlySpec: true });
    const health = (await mock.send({ path: "/_mock/health" })).json<{ models: string[] }>();
    expect(health.models).toEqual(["wan2.6-text-to-video"]);
    const reply = await mock.submit(plainBody);
    expect([reply.status, reply.headers["x-wan-mock-findings"]]).toEqual([
      404,
      'unknown-model;near="wan2.6-text-to-video"',
    ]);
  });

  it("may hold several models, by enum or const", async () => {
    const spec = [
      folder.write("two.yaml", miniDocument({ modelSchema: "{ type: string, enum: [wan2.6-a, wan2.6-b] }" })),
      folder.write("const.yaml", miniDocument({ modelSchema: "{ const: wan2.5-c }" })),
    ];
    const mock = await serve({ ...STILL, spec, onlySpec: true });
    expect(mock.contract.models.map(({ id }) => id)).toEqual(["wan2.6-a", "wan2.6-b", "wan2.5-c"]);
    for (const model of ["wan2.6-a", "wan2.6-b", "wan2.5-c"]) {
      expect((await mock.submit({ ...older, model })).status, model).toBe(200);
    }
  });

  it("may be a page that holds several documents", async () => {
    const text = ["wan2.6-a", "wan2.6-b"]
      .map((model) => `\`\`\`yaml\n${miniDocument({ model })}\`\`\`\n`)
      .join("\nAnd:\n\n");
    const mock = await serve({ ...STILL, spec: [folder.write("two.md", text)], onlySpec: true });
    expect(mock.contract.models.map(({ id }) => id)).toEqual(["wan2.6-a", "wan2.6-b"]);
  });

  it("follow references to files that lie beside them", async () => {
    folder.write("apart/parts/prompt.yaml", "Prompt: { type: string, maxLength: 5 }\n");
    const file = folder.write(
      "apart/page.yaml",
      miniDocument({ prompt: '{ $ref: "parts/prompt.yaml#/Prompt" }' }),
    );
    const mock = await serve({ ...STILL, spec: [file], onlySpec: true });
    expect((await mock.submit(older)).headers["x-wan-mock-findings"]).toBe("schema/maxLength");
  });
});
