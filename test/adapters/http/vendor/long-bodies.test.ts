import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, it } from "vitest";
import { describeMatrix, STILL } from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";

const deep = `{"model":"wan2.7-text-to-video","prompt":${"[".repeat(1_000_000)}${"]".repeat(1_000_000)}}`;

describeMatrix("a body of megabytes", (serve) => {
  it.each([
    ["a submit", "/v1/videos/generations"],
    ["a lint", "/_mock/lint"],
  ])("lets other requests pass while it is judged: %s", async (_what, path) => {
    const mock = await serve(STILL);
    const state = { isJudged: false };
    const isJudged = () => state.isJudged;
    const judged = mock
      .send({
        method: "POST",
        path,
        headers: { authorization: "Bearer key-a", "content-type": "application/json" },
        body: deep,
      })
      .then((reply) => {
        state.isJudged = true;
        return reply;
      });
    let answered = 0;
    while (!isJudged()) {
      expect((await mock.send({ path: "/_mock/health" })).status).toBe(200);
      if (!isJudged()) answered++;
      // Without a socket an answer takes no turn of the loop.
      await nextTurn();
    }
    // Read in one piece, it would let 5 pass: as many as wait while it arrives.
    expect(answered).toBeGreaterThanOrEqual(10);
    expect((await judged).text).toContain("nested 1000001 levels deep");
  });

  it("is decoded and read as a short one is", async () => {
    const mock = await serve(STILL);
    const prompt = "é雨😀".repeat(300_000);
    const reply = await mock.submit({ ...plainBody, prompt });
    expect([reply.status, reply.headers["x-wan-mock-findings"]]).toEqual([200, "prompt-is-truncated"]);
    const { id } = reply.json<{ id: string }>();
    const { request } = (await mock.send({ path: `/_mock/tasks/${id}` })).json<{
      request: typeof plainBody;
    }>();
    expect(request.prompt.startsWith("é雨😀".repeat(1666))).toBe(true);
    expect(request.prompt).toMatch(/\.\.\. \[\d+ more characters not kept\]$/);
    const broken = Buffer.concat([Buffer.alloc(2_000_000, "é"), Buffer.from([0xc3])]);
    expect((await mock.submit(broken)).headers["x-wan-mock-findings"]).toBe("body-is-utf-8");
  });

  it("is the same under an Idempotency-Key when its values are", async () => {
    const mock = await serve(STILL);
    const key = { "idempotency-key": "run_0123456789abcdef" };
    const prompt = "fog ".repeat(100_000);
    const first = await mock.submit({ model: "wan2.7-text-to-video", prompt }, key);
    const again = await mock.submit({ prompt, model: "wan2.7-text-to-video" }, key);
    expect([first.status, again.text]).toEqual([200, first.text]);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect((await mock.submit({ ...plainBody, prompt: `${prompt}x` }, key)).status).toBe(409);
  });

  it("leaves little in the journal when it is refused, whatever its names", async () => {
    const mock = await serve(STILL);
    const long = "z".repeat(900);
    await mock.submit(
      `{"model":"wan2.7-text-to-video","${"z".repeat(9_000_000)}":{${'"k":1,'.repeat(20)}"k":1}}`,
    );
    await mock.submit({
      ...bodies.reference,
      model: "wan2.7-reference-video",
      model_params: {
        voice_bindings: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${i}${long}`, i])),
      },
      k: long.repeat(1000),
    });
    await mock.send({ path: `/v1/${"p".repeat(5000)}` });
    const journal = await mock.send({ path: "/_mock/journal" });
    const { items } = journal.json<{ items: { path?: string }[] }>();
    expect(items.length).toBeGreaterThanOrEqual(3);
    for (const item of items) expect(JSON.stringify(item).length).toBeLessThan(150_000);
    expect(items.every(({ path = "" }) => path.length <= 503)).toBe(true);
  });
});
