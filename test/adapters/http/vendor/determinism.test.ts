import { expect, it } from "vitest";
import { describeMatrix, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { bodies } from "../../../harness/sample-bodies.js";

/** One run: four submits of two keys, a look at each task half way and at the end, one result. */
async function run(mock: ServedMock): Promise<string[]> {
  const texts: string[] = [];
  const ids: string[] = [];
  for (const [index, body] of Object.values(bodies).entries()) {
    const reply = await mock.submit(body, { authorization: `Bearer key-${index % 2}`, host: "mock.test" });
    texts.push(reply.text);
    ids.push(reply.json().id);
  }
  for (const step of ["90s", "10m"]) {
    await mock.clock.advance(step);
    for (const [index, id] of ids.entries()) {
      texts.push((await mock.query(id, { authorization: `Bearer key-${index % 2}` })).text);
    }
  }
  texts.push((await mock.send({ path: `/files/${ids[0] ?? ""}.mp4` })).bytes.toString("base64"));
  return texts;
}

describeMatrix("determinism", (serve) => {
  it("answers byte for byte the same for the same seed and first instant", async () => {
    const options = { ...STILL, pace: "realistic" } as const;
    const [first, second] = [await run(await serve(options)), await run(await serve(options))];
    expect(second).toEqual(first);
  });

  it("draws other ids for another seed", async () => {
    const [first, second] = [await serve(STILL), await serve({ ...STILL, seed: 8 })];
    expect((await first.submit(bodies.text)).text).not.toBe((await second.submit(bodies.text)).text);
  });

  it("draws the ids of one key whatever other keys do", async () => {
    const [alone, beside] = [await serve(STILL), await serve(STILL)];
    for (let count = 0; count < 3; count++)
      await beside.submit(bodies.text, { authorization: "Bearer noisy" });
    expect((await beside.submit(bodies.text)).text).toBe((await alone.submit(bodies.text)).text);
  });

  it("keeps two mocks of one process apart", async () => {
    const [first, second] = [await serve(STILL), await serve({ ...STILL, seed: 8 })];
    const { id } = (await first.submit(bodies.text)).json();
    await first.clock.advance("3s");
    expect((await second.query(id)).status).toBe(404);
    expect((await second.send({ path: `/files/${id}.mp4` })).status).toBe(404);
    expect((await first.query(id)).json().status).toBe("completed");
    const other = (await second.submit(bodies.text)).json();
    expect((await second.query(other.id)).json().status).toBe("pending");
    expect(first.journal.entries().map(({ kind }) => kind)).toEqual([
      "task",
      "request",
      "task",
      "settle",
      "clock",
      "request",
    ]);
    expect(
      second.journal.entries().flatMap((entry) => (entry.kind === "request" ? [entry.status] : [])),
    ).toEqual([404, 404, 200, 200]);
  });
});
