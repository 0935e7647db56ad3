import { expect, it } from "vitest";
import { describeMatrix, type ErrorJson, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { plainBody } from "../../../harness/sample-bodies.js";

/** A short result: the suite is about the wire, not about pictures. */
const body = { ...plainBody, duration: 2, aspect_ratio: "1:1" };

async function finished(mock: ServedMock): Promise<{ id: string; path: string }> {
  const { id } = (await mock.submit(body)).json();
  await mock.clock.advance("3s");
  return { id, path: `/files/${id}.mp4` };
}

describeMatrix("result files", (serve) => {
  it("come whole, with type, length, ETag and a name to save them under, and without a key", async () => {
    const mock = await serve(STILL);
    const { id, path } = await finished(mock);
    const reply = await mock.send({ path });
    expect(reply.status).toBe(200);
    expect(reply.bytes.subarray(4, 8).toString("latin1")).toBe("ftyp");
    expect(reply.headers).toMatchObject({
      "content-type": "video/mp4",
      "content-length": String(reply.bytes.length),
      "accept-ranges": "bytes",
      "content-disposition": `inline; filename="${id}.mp4"`,
      "x-request-id": expect.stringMatching(/^req_/) as string,
    });
    expect(reply.headers["etag"]).toMatch(/^"[^"]+"$/);
  });

  it("answer HEAD with the headers of GET alone", async () => {
    const mock = await serve(STILL);
    const { path } = await finished(mock);
    const got = await mock.send({ path });
    const head = await mock.send({ method: "HEAD", path });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    for (const name of ["content-length", "content-type", "etag", "accept-ranges", "content-disposition"]) {
      expect(head.headers[name], name).toBe(got.headers[name]);
    }
  });

  it("come in the range asked for", async () => {
    const mock = await serve(STILL);
    const { path } = await finished(mock);
    const { bytes } = await mock.send({ path });
    const size = bytes.length;
    for (const [range, start, end] of [
      ["bytes=0-0", 0, 0],
      ["bytes=100-299", 100, 299],
      ["bytes=500-", 500, size - 1],
      ["bytes=-64", size - 64, size - 1],
      [`bytes=10-${size + 500}`, 10, size - 1],
      [`bytes=-${size * 2}`, 0, size - 1],
    ] as const) {
      const reply = await mock.send({ path, headers: { range } });
      expect(reply.status, range).toBe(206);
      expect(reply.headers["content-range"], range).toBe(`bytes ${start}-${end}/${size}`);
      expect(reply.bytes.equals(bytes.subarray(start, end + 1)), range).toBe(true);
    }
  });

  it("refuse a range beyond the end", async () => {
    const mock = await serve(STILL);
    const { path } = await finished(mock);
    const size = (await mock.send({ path })).bytes.length;
    const reply = await mock.send({ path, headers: { range: `bytes=${size}-` } });
    expect(reply.status).toBe(416);
    expect(reply.headers["content-range"]).toBe(`bytes */${size}`);
    expect(reply.bytes.length).toBe(0);
  });

  it("come whole where the range is no such thing", async () => {
    const mock = await serve(STILL);
    const { path } = await finished(mock);
    for (const range of ["bytes=", "bytes=5-2", "seconds=0-1", "bytes=a-b", "nonsense"]) {
      expect((await mock.send({ path, headers: { range } })).status, range).toBe(200);
    }
  });

  it("are not sent again to whoever has them", async () => {
    const mock = await serve(STILL);
    const { path } = await finished(mock);
    const etag = String((await mock.send({ path })).headers["etag"]);
    for (const header of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
      const reply = await mock.send({ path, headers: { "if-none-match": header } });
      expect([reply.status, reply.bytes.length], header).toEqual([304, 0]);
      expect(reply.headers["etag"]).toBe(etag);
    }
    expect((await mock.send({ path, headers: { "if-none-match": '"other"' } })).status).toBe(200);
  });

  it("go on in pieces only while If-Range names the same file", async () => {
    const mock = await serve(STILL);
    const { path } = await finished(mock);
    const etag = String((await mock.send({ path })).headers["etag"]);
    const range = "bytes=0-9";
    expect((await mock.send({ path, headers: { range, "if-range": etag } })).status).toBe(206);
    expect((await mock.send({ path, headers: { range, "if-range": '"other"' } })).status).toBe(200);
  });

  it("are the same bytes each time", async () => {
    const mock = await serve(STILL);
    const { path } = await finished(mock);
    const first = await mock.send({ path });
    await mock.clock.advance("1h");
    const second = await mock.send({ path });
    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(second.headers["etag"]).toBe(first.headers["etag"]);
  });

  it("do not exist before the task is completed, nor under other names", async () => {
    const mock = await serve(STILL);
    const { id } = (await mock.submit(body)).json();
    const paths = [
      `/files/${id}.mp4`,
      `/files/${id}`,
      `/files/${id}.mov`,
      "/files/.mp4",
      "/files/..%2f..%2fetc.mp4",
    ];
    for (const path of paths) {
      const reply = await mock.send({ path });
      expect(reply.status, path).toBe(404);
      expect(reply.json<ErrorJson>()).toStrictEqual({
        error: {
          code: "not_found",
          message: "The requested file could not be found",
          type: "invalid_request_error",
        },
      });
    }
    await mock.clock.advance("2999ms");
    expect((await mock.send({ path: `/files/${id}.mp4` })).status).toBe(404);
    await mock.clock.advance("1ms");
    expect((await mock.send({ path: `/files/${id}.mp4` })).status).toBe(200);
  });

  it("die 24 hours after completion while the task still lists them", async () => {
    const mock = await serve(STILL);
    const { id, path } = await finished(mock);
    await mock.clock.advance(86_399_999);
    expect((await mock.send({ path })).status).toBe(200);
    await mock.clock.advance(1);
    for (const headers of [{}, { range: "bytes=0-9" }]) {
      const reply = await mock.send({ path, headers });
      expect(reply.status).toBe(403);
      expect(reply.json<ErrorJson>()).toStrictEqual({
        error: {
          code: "link_expired",
          message: "This result link has expired",
          type: "invalid_request_error",
        },
      });
    }
    const task = (await mock.query(id)).json();
    expect([task.status, task.results?.length]).toEqual(["completed", 1]);
  });
});
