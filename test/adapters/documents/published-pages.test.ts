import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, expect, it } from "vitest";
import { summaryLines, summaryOf } from "../../../src/cli/commands/serve/run-summary.js";
import { createContract } from "../../../src/compose/create-contract.js";
import { judge } from "../../../src/compose/validate-request.js";
import { describeMatrix, STILL } from "../../harness/describe-matrix.js";
import { requestFixtures } from "../../harness/request-fixtures.js";
import { startMock } from "../../harness/start-mock.js";
import { documentFolder, miniDocument } from "./mini-document.js";

const folder = documentFolder();
afterAll(() => {
  folder.remove();
});

const page = (name: string) => fileURLToPath(new URL(`pages/${name}.md`, import.meta.url));
const pages = ["wan2.6-text-to-video", "seedance-1.5-pro", "wan2.5-image-to-video"];

/** A body that each page accepts, and changes that it refuses, with the sentences. */
const bodies: Readonly<
  Record<string, readonly [body: object, refused: readonly (readonly [object, string])[]]>
> = {
  "wan2.6-text-to-video": [
    { prompt: "Rain", duration: 10, shot_type: "multi" },
    [
      [{ duration: 7 }, "duration must be one of 5, 10, 15, got 7"],
      [{ prompt: "x".repeat(1501) }, "prompt must be at most 1500 characters long, got 1501"],
    ],
  ],
  "seedance-1.5-pro": [
    { prompt: "Rain", image_urls: null, callback_url: null, quality: "480p" },
    [
      [{ quality: "1080p" }, 'quality must be one of 480p, 720p, got "1080p"'],
      [{ duration: 3 }, "duration must be more than 3, got 3"],
      [{ generate_audio: "yes" }, 'generate_audio must be true or false, got "yes" (a string)'],
    ],
  ],
  "wan2.5-image-to-video": [
    { prompt: "Rain", image_urls: ["https://cdn.example.com/a.jpg"], seed: null },
    [
      [{ duration: 7 }, "duration must be one of 5, 10, got 7"],
      [{ image_urls: [] }, "image_urls must hold at least 1 item, got 0"],
    ],
  ],
};

describeMatrix("pages of other models", (serve) => {
  it.each(pages)("serve %s from submit to result", async (model) => {
    const mock = await serve({ ...STILL, spec: [page(model)], onlySpec: true });
    expect(mock.contract.models.map(({ id }) => id)).toEqual([model]);
    const [body, refused] = bodies[model] ?? [{}, []];
    const accepted = await mock.submit({ model, ...body });
    expect([accepted.status, accepted.headers["x-wan-mock-findings"]]).toEqual([200, undefined]);
    await mock.clock.advance("3s");
    expect((await mock.query(accepted.json().id)).json().status).toBe("completed");
    for (const [change, message] of refused) {
      const reply = await mock.submit({ model, ...body, ...change });
      expect([reply.status, reply.json<{ error: { message: string } }>().error.message]).toEqual([
        400,
        message,
      ]);
    }
    const local = await mock.submit({ model, ...body, callback_url: "https://127.0.0.1/hook" });
    expect([local.status, local.headers["x-wan-mock-findings"]]).toEqual([400, "callback-url-is-public"]);
  });

  it("bill what the configuration says, and nothing where it says nothing", async () => {
    const spec = pages.map(page);
    const prices = {
      "wan2.6-text-to-video": { creditsPerSecond: 2 },
      "seedance-1.5-pro": { creditsPerTask: 9 },
    } as object;
    const mock = await serve({ ...STILL, spec, prices });
    const usageOf = async (model: string) =>
      (await mock.submit({ model, ...bodies[model]?.[0] })).json().usage;
    expect(await usageOf("wan2.6-text-to-video")).toMatchObject({
      billing_rule: "per_second",
      credits_reserved: 20,
    });
    expect(await usageOf("seedance-1.5-pro")).toMatchObject({
      billing_rule: "per_call",
      credits_reserved: 9,
    });
    expect(await usageOf("wan2.5-image-to-video")).toMatchObject({ credits_reserved: 0 });
    const estimateOf = async (model: string) => {
      const body = JSON.stringify({ model, ...bodies[model]?.[0] });
      return (await mock.send({ method: "POST", path: "/_mock/lint", body })).json<{ estimate: object }>()
        .estimate;
    };
    expect(await estimateOf("seedance-1.5-pro")).toEqual({ credits: 9, usd: 0.132353, seconds: 5 });
    expect(await estimateOf("wan2.5-image-to-video")).toEqual({
      credits: 0,
      usd: 0,
      seconds: 5,
      unlisted: true,
    });
  });
});

it("are loaded without a warning, but for a model that a heading alone names", async () => {
  for (const model of pages) {
    const warnings: string[] = [];
    await createContract({ spec: [page(model)] }, { onWarning: (sentence) => warnings.push(sentence) });
    expect(warnings).toEqual(
      model === "wan2.5-image-to-video" ? [expect.stringContaining("the schema names no model")] : [],
    );
  }
});

it("tells at the end of a run which models are not on the price list", async () => {
  const warnings: string[] = [];
  const prices = { "wan2.6-a": { creditsPerTask: 1 } } as object;
  const mock = await startMock(
    { spec: [page("seedance-1.5-pro")], prices },
    { onWarning: (sentence) => warnings.push(sentence) },
  );
  expect(warnings).toEqual([
    expect.stringMatching(/^prices: "wan2\.6-a" is no model served here: wan2\.7-text-to-video, /),
    expect.stringMatching(/^not on the price list 2026-05: seedance-1\.5-pro; tasks cost 0 credits here/),
  ]);
  const summary = summaryOf();
  mock.journal.subscribe((entry) => summary.count(entry));
  for (const model of ["seedance-1.5-pro", "wan2.7-text-to-video"]) {
    await fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer k", "content-type": "application/json" },
      body: JSON.stringify({ model, prompt: "Rain" }),
    });
  }
  await mock.close();
  expect(summaryLines(summary, mock, { pending: 0, found: [] }).slice(0, 3)).toEqual([
    "wan-mock stopped: 2 tasks, 0 of 2 requests refused",
    "  the paid service would have reserved 29.24 credits (0.43 USD, price list 2026-05)",
    "  not on the price list, so not counted: seedance-1.5-pro",
  ]);
});

it("takes whatever a schema without bounds takes", async () => {
  const schema =
    "{ type: object, required: [model], properties: { model: { enum: [wan2.6-a] } }, additionalProperties: true }";
  const text = miniDocument().replace(/ {4}OlderRequest:[^]*$/, `    OlderRequest: ${schema}\n`);
  const mock = await startMock({ spec: [folder.write("open.yaml", text)], pace: "instant", seed: 7 });
  const names = [
    "prompt",
    "negative_prompt",
    "duration",
    "quality",
    "aspect_ratio",
    "callback_url",
    "image_start",
    "image_urls",
    "video_urls",
    "audio_urls",
    "model_params",
    "seed",
  ];
  const body = fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(null, 1e300, "9:0", [null])),
  );
  await fc.assert(
    fc.asyncProperty(body, async (parameters) => {
      const submit = await fetch(`${mock.url}/v1/videos/generations`, {
        method: "POST",
        headers: { authorization: "Bearer k", "content-type": "application/json" },
        body: JSON.stringify({ ...parameters, model: "wan2.6-a" }),
      });
      expect([200, 400]).toContain(submit.status);
      const { id } = (await submit.json()) as { id?: string };
      if (id === undefined) return;
      const task = await fetch(`${mock.url}/v1/tasks/${id}`, { headers: { authorization: "Bearer k" } });
      const { results } = (await task.json()) as { results: string[] };
      expect((await fetch(results[0] ?? "", { method: "HEAD" })).status).toBe(200);
    }),
    { numRuns: 60 },
  );
  await mock.close();
});

it("judges by the document that it publishes itself as by its own", async () => {
  const mock = await startMock({ clock: "frozen" });
  const published = await fetch(`${mock.url}/_mock/openapi.json`).then((answer) => answer.text());
  await mock.close();
  const warnings: string[] = [];
  const contract = await createContract(
    { spec: [folder.write("published.json", published)], onlySpec: true },
    { onWarning: (sentence) => warnings.push(sentence) },
  );
  expect(warnings).toEqual([]);
  expect(contract.models.map(({ id }) => id)).toEqual(mock.contract.models.map(({ id }) => id));
  for (const { text } of requestFixtures) {
    const told = [contract, mock.contract].map((one) =>
      judge(one, text)
        .findings.map(({ rule, pointer, message, severity }) => `${rule} ${pointer} ${message} ${severity}`)
        .sort(),
    );
    expect(told[0]).toEqual(told[1]);
  }
});
