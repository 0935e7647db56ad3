import { expect, it } from "vitest";
import { createMock } from "../../src/compose/create-mock.js";
import { estimateCost } from "../../src/compose/validate-request.js";
import { bundledModels } from "../../src/contract/bundled-models.js";
import type { WanModel } from "../../src/contract/models/model-ids.js";
import { sampleRequest } from "../../src/contract/sample-request.js";
import type { TaskJson } from "../harness/describe-matrix.js";
import { bodies } from "../harness/sample-bodies.js";

it("tells credits, dollars and billed seconds", () => {
  expect(estimateCost({ model: "wan2.7-text-to-video", prompt: "Rain" })).toEqual({
    credits: 29.24,
    usd: 0.43,
    seconds: 5,
  });
  const text = estimateCost(JSON.stringify(bodies.text));
  expect([text.seconds, text.usd.toFixed(4)]).toEqual([10, (text.credits / 68).toFixed(4)]);
  expect(estimateCost(bodies.edit).seconds).toBe(9);
});

it("takes the price list that is named", () => {
  const [may, october] = (["2026-05", "2026-10"] as const).map(
    (priceList) => estimateCost(bodies.reference, { priceList }).credits,
  );
  expect(may).not.toBe(october);
  expect(() => estimateCost(bodies.text, { priceList: "2020-01" as never })).toThrow("price list");
});

it("says why a body that would be refused has no cost", () => {
  const tried = () => estimateCost({ ...bodies.text, duration: 16 });
  expect(tried).toThrow("duration must be at most 15, got 16");
  expect(tried).toThrow(expect.objectContaining({ code: "BODY_REFUSED" }));
  for (const nonsense of [undefined, null, 7, [], "", "{"])
    expect(() => estimateCost(nonsense)).toThrow("refused");
});

it.each(["2026-05", "2026-10"] as const)("is what the submit reserves, by %s", async (priceList) => {
  await using mock = createMock({ clock: "frozen", seed: 7, priceList });
  for (const { id } of bundledModels) {
    for (let seed = 1; seed <= 40; seed++) {
      const body = await sampleRequest(id as WanModel, seed);
      const response = await mock.fetch("/v1/videos/generations", {
        method: "POST",
        headers: { authorization: "Bearer key-a", "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      const { usage } = (await response.json()) as TaskJson;
      expect([id, seed, estimateCost(body, { priceList }).credits]).toEqual([
        id,
        seed,
        usage.credits_reserved,
      ]);
    }
  }
});
