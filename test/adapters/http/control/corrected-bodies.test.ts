import { expect, it } from "vitest";
import { readDocument } from "../../../contract/read-document.js";
import { describeMatrix, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";
import { temporaryFolder } from "../../../harness/temporary-folder.js";

interface Verdict {
  accepted: boolean;
  findings: { rule: string }[];
  corrected?: {
    body: object;
    changes: { pointer: string; from?: unknown; to?: unknown; because: string }[];
  } | null;
}

async function lint(mock: ServedMock, body: unknown, query = "?correct=true"): Promise<Verdict> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const reply = await mock.send({ method: "POST", path: `/_mock/lint${query}`, body: text });
  expect(reply.status).toBe(200);
  return reply.json<Verdict>();
}

describeMatrix("POST /_mock/lint?correct=true", (serve) => {
  it("adds a body that a submit accepts, and what was changed in it", async () => {
    const mock = await serve(STILL);
    const refused = {
      ...bodies.text,
      duration: "16",
      quality: "4K",
      callback_url: "http://localhost:3000/hooks",
    };
    const { accepted, corrected } = await lint(mock, refused);
    expect([accepted, corrected]).toEqual([
      false,
      {
        body: {
          ...bodies.text,
          duration: 15,
          quality: "720p",
          callback_url: "https://hooks.example.com/hooks",
        },
        changes: [
          { pointer: "/quality", from: "4K", to: "720p", because: "schema/enum" },
          { pointer: "/duration", from: "16", to: 15, because: "schema/type" },
          {
            pointer: "/callback_url",
            from: "http://localhost:3000/hooks",
            to: "https://hooks.example.com/hooks",
            because: "callback-url-is-https",
          },
        ],
      },
    ]);
    expect((await mock.submit(refused)).status).toBe(400);
    expect((await mock.submit(corrected?.body)).status).toBe(200);
  });

  it("adds nothing unless it is asked for and a finding is an error", async () => {
    const mock = await serve(STILL);
    const refused = { ...plainBody, duration: 16 };
    const plain = await lint(mock, refused, "");
    expect(plain).not.toHaveProperty("corrected");
    expect(await lint(mock, refused, "?correct=false")).toEqual(plain);
    expect(await lint(mock, refused)).toEqual({ ...plain, corrected: expect.anything() as unknown });
    for (const body of [plainBody, { ...plainBody, aspectRatio: "1:1" }])
      expect(await lint(mock, body)).toEqual(await lint(mock, body, ""));
  });

  it.each(["", "{", "[]", "{}", '{"prompt":"Rain"}', '{"model":"sora-2","prompt":"Rain"}'])(
    "adds null for a body that cannot be corrected: %s",
    async (body) => {
      expect(await lint(await serve(STILL), body)).toMatchObject({ accepted: false, corrected: null });
    },
  );

  it.each([
    ["?correct=yes", "correct is one of true, false"],
    ["?correct", "correct is one of true, false"],
    ["?corect=true", 'there is no query parameter "corect" here: did you mean correct?'],
    ["?correct=true&correct=true", "correct is given twice: give it once"],
  ])("refuses %s", async (query, message) => {
    const mock = await serve(STILL);
    const reply = await mock.send({ method: "POST", path: `/_mock/lint${query}`, body: "{}" });
    expect(reply.status).toBe(400);
    expect(reply.json<{ error: { message: string } }>().error.message).toBe(message);
  });

  it("corrects a body whose task would fail", async () => {
    const mock = await serve(STILL);
    const image_start = "https://cdn.example.com/image-100x100.png";
    const verdict = await lint(mock, { ...bodies.image, image_start });
    expect(verdict).toMatchObject({ accepted: true, taskError: { code: "invalid_parameters" } });
    expect(verdict.corrected?.changes).toEqual([
      {
        pointer: "/image_start",
        from: image_start,
        to: "https://cdn.example.com/frames/kite.jpg",
        because: "asset-image-pixels",
      },
    ]);
    expect(await lint(mock, verdict.corrected?.body)).not.toHaveProperty("taskError");
  });

  it("judges by the settings of the mock", async () => {
    const strict = await serve({ ...STILL, strict: true });
    expect((await lint(strict, { ...plainBody, aspectRatio: "1:1" })).corrected?.body).toEqual({
      ...plainBody,
      aspect_ratio: "1:1",
    });
    const local = await serve({ ...STILL, allowLocalCallbacks: true, policy: { longestDuration: 4 } });
    const body = { ...plainBody, callback_url: "https://localhost:3000/hooks", duration: 5 };
    expect((await lint(local, body)).corrected?.body).toEqual({ ...body, duration: 4 });
  });

  it("corrects bodies of other documents", async () => {
    const text = JSON.stringify(readDocument("wan2.7-text-to-video")).replaceAll(
      "wan2.7-text-to-video",
      "other-model",
    );
    const document = JSON.parse(text) as { components: { schemas: Record<string, Record<string, unknown>> } };
    document.components.schemas["Wan27TextToVideoRequest"] = {
      type: "object",
      additionalProperties: false,
      required: ["model", "prompt", "size"],
      properties: {
        model: { type: "string", enum: ["other-model"] },
        prompt: { type: "string", minLength: 1 },
        size: { type: "string", enum: ["small", "large"] },
        frames: { type: "integer", multipleOf: 8, exclusiveMinimum: 0, maximum: 160 },
        camera: {
          type: "object",
          additionalProperties: false,
          properties: { zoom: { type: "number", exclusiveMaximum: 2 }, pan: { type: ["boolean", "null"] } },
        },
        tags: { type: "array", uniqueItems: true, items: { type: "string", maxLength: 3 } },
      },
    };
    const spec = [temporaryFolder().write("other.json", JSON.stringify(document))];
    const mock = await serve({ ...STILL, spec });
    const { corrected } = await lint(mock, {
      model: "other-model",
      Prompt: "Rain",
      frames: 30,
      camera: { zoom: 2, Pan: true, tilt: 1 },
      tags: ["sun", "sun", "cloud"],
      extra: 1,
    });
    expect(corrected?.body).toEqual({
      model: "other-model",
      prompt: "Rain",
      frames: 32,
      camera: { zoom: 1.5, pan: true },
      tags: ["sun", "clo"],
      size: "small",
    });
  });
});
