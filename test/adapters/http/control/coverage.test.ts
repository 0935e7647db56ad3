import { afterAll, expect, it } from "vitest";
import type { Coverage } from "../../../../src/insight/coverage/coverage.js";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import { describeMatrix, type ErrorJson, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { startReceiver, status } from "../../../harness/receiver.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";
import { documentFolder, miniDocument } from "../../documents/mini-document.js";

const files = documentFolder();
afterAll(() => files.remove());

const read = async (mock: ServedMock, query = ""): Promise<Coverage> => {
  const reply = await mock.send({ path: `/_mock/coverage${query}` });
  expect(reply.status).toBe(200);
  return reply.json<Coverage>();
};

/** Items that were hit, with how often. */
const hitsOf = async (mock: ServedMock): Promise<Record<string, number>> =>
  Object.fromEntries(
    (await read(mock)).items.filter(({ hits }) => hits > 0).map(({ id, hits }) => [id, hits]),
  );

const text = "wan2.7-text-to-video";
const reference = "wan2.7-reference-video";

describeMatrix("GET /_mock/coverage", (serve) => {
  const still = (options: MockOptions = {}) => serve({ ...STILL, ...options });

  it("lists what there is to cover, and that nothing is", async () => {
    const mock = await still();
    const coverage = await read(mock);
    expect(coverage).toMatchObject({ percent: 0, covered: 0 });
    expect(coverage.missing).toHaveLength(coverage.total);
    expect(coverage.items.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        `model/${text}`,
        `parameter/${reference}/model_params.voice_bindings`,
        `value/${text}/aspect_ratio/16:9`,
        "rule/video-reference-caps-duration/refused",
        "rule/video-reference-caps-duration/passed",
        "error/submit/429/rate_limit_exceeded",
        "error/query/404/task_not_found",
        "failure/content_policy_violation",
        "transition/link-expired",
        "callback/receiver-silent",
        "bound/wan2.7-video-edit/duration/maximum",
      ]),
    );
    expect(coverage.items.some(({ id }) => id.startsWith("rule/policy-"))).toBe(false);
  });

  it("counts items of bounds beside the total", async () => {
    const { groups, total, missing } = await read(await still());
    const counted = groups.filter(({ counts }) => counts);
    expect(groups.filter(({ counts }) => !counts).map(({ group }) => group)).toEqual(["routes", "bounds"]);
    expect(counted.reduce((sum, group) => sum + group.total, 0)).toBe(total);
    expect(missing.some((id) => id.startsWith("bound/"))).toBe(false);
  });

  it("counts models, parameters, values and bounds of submits", async () => {
    const mock = await still();
    await mock.submit({ ...bodies.text, quality: "1080p", duration: 15 });
    expect(await hitsOf(mock)).not.toHaveProperty(`bound/${text}/duration/minimum`);
    await mock.submit({ ...bodies.text, quality: "4k", duration: 2 });
    const hits = await hitsOf(mock);
    expect(hits[`model/${text}`]).toBe(1);
    expect(hits[`parameter/${text}/quality`]).toBe(2);
    expect(hits[`value/${text}/quality/1080p`]).toBe(1);
    expect(hits[`value/${text}/quality/720p`]).toBeUndefined();
    expect(hits[`bound/${text}/duration/maximum`]).toBe(1);
    expect(hits[`bound/${text}/duration/minimum`]).toBe(1);
    expect(hits[`parameter/${reference}/quality`]).toBeUndefined();
  });

  it("counts a rule as refused by a finding, and as passed where it was asked and had none", async () => {
    const mock = await still();
    const body = { ...bodies.reference, video_urls: ["https://cdn.example.com/a.mp4"] };
    await mock.submit({ ...body, duration: 15 });
    expect(await hitsOf(mock)).not.toHaveProperty("rule/video-reference-caps-duration/passed");
    await mock.submit({ ...body, duration: 10 });
    await mock.submit({ ...body, duration: "10" });
    const hits = await hitsOf(mock);
    expect(hits["rule/video-reference-caps-duration/refused"]).toBe(1);
    expect(hits["rule/video-reference-caps-duration/passed"]).toBe(1);
    expect(hits["rule/no-unknown-parameter/passed"]).toBe(3);
  });

  it("counts no rule as passed by a request that was refused before its body was judged", async () => {
    const mock = await still({ keys: ["key-a"] });
    await mock.submit(plainBody, { authorization: "Bearer key-b" });
    await mock.submit(plainBody, { "x-wan-mock-scenario": "invalid-request" });
    await mock.submit(plainBody, { "x-wan-mock-scenario": "no-such" });
    const hits = await hitsOf(mock);
    expect(Object.keys(hits).filter((id) => id.startsWith("rule/"))).toEqual([]);
    expect(hits["error/submit/401/unauthorized"]).toBe(1);
    expect(hits["error/submit/400/invalid_request"]).toBe(1);
  });

  it("counts no rule as passed by a submit that is answered as an earlier one was", async () => {
    const mock = await still();
    for (let time = 0; time < 3; time++)
      await mock.submit(plainBody, { "idempotency-key": "rain-once-00000001" });
    const hits = await hitsOf(mock);
    expect(hits["rule/no-unknown-parameter/passed"]).toBe(1);
    expect(hits["transition/submit-accepted"]).toBe(3);
  });

  it("counts a warning as refused", async () => {
    const mock = await still();
    await mock.submit({ ...plainBody, colour: "red" });
    expect(await hitsOf(mock)).toMatchObject({
      "rule/no-unknown-parameter/refused": 1,
      [`model/${text}`]: 1,
    });
  });

  it("leaves out rules that are off, and brings in house rules that are set", async () => {
    const mock = await still({ rules: { "no-unknown-parameter": "off" }, policy: { longestDuration: 10 } });
    const { items } = await read(mock);
    const ids = items.map(({ id }) => id);
    expect(ids).not.toContain("rule/no-unknown-parameter/refused");
    expect(ids).toContain("rule/policy-longest-duration/refused");
    expect(ids).not.toContain("rule/policy-daily-credits/refused");
  });

  it("wants no 404 of a model where unknown models are a 403", async () => {
    const { items } = await read(await still({ unknownModel: "403" }));
    expect(items.map(({ id }) => id)).not.toContain("error/submit/404/model_not_found");
  });

  it("covers the models of further documents", async () => {
    const spec = [files.write("mini.yaml", miniDocument())];
    const mock = await still({ spec, onlySpec: true });
    const { contract, items } = await read(mock);
    expect(contract.models).toEqual(["wan2.6-text-to-video"]);
    expect(items.filter(({ group }) => group === "models").map(({ id }) => id)).toEqual([
      "model/wan2.6-text-to-video",
    ]);
  });

  it("counts errors of queries apart from those of submits", async () => {
    const mock = await still();
    await mock.query("nonsense");
    await mock.query("task-unified-1757156493-abcdefgh");
    await mock.submit({ ...plainBody, model: "wan9" });
    const hits = await hitsOf(mock);
    expect(hits["error/query/400/invalid_task_id"]).toBe(1);
    expect(hits["error/query/404/task_not_found"]).toBe(1);
    expect(hits["error/submit/404/model_not_found"]).toBe(1);
    expect(hits["error/submit/400/invalid_request"]).toBeUndefined();
  });

  it("follows a task as the client sees it", async () => {
    const mock = await still();
    const { id } = (await mock.submit(plainBody)).json();
    await mock.query(id);
    await mock.clock.advance("1s");
    expect(await hitsOf(mock)).not.toHaveProperty("transition/processing-seen");
    await mock.query(id);
    await mock.clock.advance("1m");
    const done = (await mock.query(id)).json();
    const path = new URL(done.results?.[0] ?? "").pathname;
    await mock.send({ path });
    await mock.clock.advance("24h");
    await mock.send({ path });
    expect(await hitsOf(mock)).toMatchObject({
      "transition/submit-accepted": 1,
      "transition/pending-seen": 1,
      "transition/processing-seen": 1,
      "transition/completed-seen": 1,
      "transition/result-fetched": 1,
      "transition/link-expired": 1,
    });
  });

  it("counts failures of tasks by their code, and cancelled tasks", async () => {
    const mock = await still();
    const { id } = (await mock.submit(plainBody, { "x-wan-mock-scenario": "generation-timeout" })).json();
    await mock.clock.advance("1m");
    expect(await hitsOf(mock)).not.toHaveProperty("transition/cancelled");
    const other = (await mock.submit(plainBody)).json();
    await mock.send({ method: "POST", path: `/_mock/tasks/${other.id}/cancel`, body: "{}" });
    await mock.clock.advance("1m");
    await mock.query(id);
    expect(await hitsOf(mock)).toMatchObject({
      "failure/generation_timeout": 1,
      "failure/request_cancelled": 1,
      "transition/cancelled": 1,
      "transition/failed-seen": 1,
    });
  });

  it("takes nothing for seen that was lost on its way", async () => {
    const mock = await still();
    const lost = mock.submit(plainBody, { "x-wan-mock-scenario": "answer-lost" });
    await expect(lost).rejects.toThrow();
    const hits = await hitsOf(mock);
    expect(hits[`model/${text}`]).toBe(1);
    expect(hits["transition/submit-accepted"]).toBeUndefined();
  });

  it("tells what became of callbacks", async () => {
    const fine = await startReceiver(status(200));
    const shaky = await startReceiver((response, count) => {
      status(count === 1 ? 500 : 200)(response);
    });
    const mock = await still({ allowLocalCallbacks: true });
    for (const callback_url of [fine.url, shaky.url, "https://app.example.com/hooks"])
      await mock.submit({ ...plainBody, callback_url });
    await mock.clock.advance("1m");
    await Promise.all([fine.close(), shaky.close()]);
    expect(await hitsOf(mock)).toMatchObject({
      "callback/delivered-at-once": 1,
      "callback/delivered-after-retry": 1,
      "callback/receiver-refused": 1,
      "callback/withheld": 1,
    });
    await mock.submit({ ...plainBody, callback_url: fine.url });
    await mock.clock.advance("1m");
    expect(await hitsOf(mock)).toMatchObject({
      "callback/given-up": 1,
      "callback/receiver-unreachable": 4,
    });
  });

  it("shows the items of one model, and of those in use", async () => {
    const mock = await still();
    const all = await read(mock);
    const none = await read(mock, "?only_used_models=true");
    expect(none.items.filter(({ models }) => models !== undefined)).toEqual([]);
    await mock.submit(plainBody);
    const one = await read(mock, `?model=${text}`);
    expect(await read(mock, "?only_used_models=true")).toEqual(one);
    expect(one.total).toBeLessThan(all.total);
    expect(one.items.every(({ models }) => models?.includes(text) ?? true)).toBe(true);
    expect(one.items.map(({ id }) => id)).not.toContain("rule/video-reference-caps-duration/refused");
  });

  it("refuses a model that is not served, with the closest name", async () => {
    const mock = await still();
    const reply = await mock.send({ path: "/_mock/coverage?model=wan2.7-text-to-vido" });
    expect([reply.status, reply.json<ErrorJson>().error.message]).toEqual([
      400,
      'there is no coverage of a model "wan2.7-text-to-vido": did you mean wan2.7-text-to-video?',
    ]);
    expect((await mock.send({ path: "/_mock/coverage?only_used_models=1" })).status).toBe(400);
  });

  it("survives a reset of everything, and goes with one of its own", async () => {
    const mock = await still();
    const reset = (body: object) =>
      mock.send({ method: "POST", path: "/_mock/reset", body: JSON.stringify(body) });
    await mock.submit(plainBody);
    await reset({});
    await mock.submit(plainBody);
    expect((await hitsOf(mock))[`model/${text}`]).toBe(2);
    expect((await reset({ scope: "coverage" })).status).toBe(200);
    expect(await hitsOf(mock)).toEqual({});
    expect(mock.journal.requests()).toHaveLength(1);
  });

  it("counts what the journal has forgotten", async () => {
    const mock = await still({ journalEntries: 2 });
    for (let submit = 0; submit < 7; submit++) await mock.submit(plainBody);
    expect((await hitsOf(mock))[`model/${text}`]).toBe(7);
  });

  it("takes nothing for seen in the answer to a HEAD", async () => {
    const mock = await still();
    const { id } = (await mock.submit(plainBody)).json();
    const headers = { authorization: "Bearer key-a" };
    await mock.send({ method: "HEAD", path: `/v1/tasks/${id}`, headers });
    await mock.send({ method: "HEAD", path: "/v1/tasks/nonsense", headers });
    const hits = await hitsOf(mock);
    expect(hits["transition/pending-seen"]).toBeUndefined();
    expect(hits["error/query/400/invalid_task_id"]).toBeUndefined();
  });

  it("counts nothing of the control side", async () => {
    const mock = await still();
    await mock.send({ path: "/_mock/health" });
    await mock.send({ method: "POST", path: "/_mock/lint", body: JSON.stringify(plainBody) });
    expect(await hitsOf(mock)).toEqual({});
  });
});
