import { expect, it } from "vitest";
import { describeMatrix, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { plainBody } from "../../../harness/sample-bodies.js";

const origin = "http://localhost:5173";
const SUBMIT = "/v1/videos/generations";
const preflightFor = (method: string) => ({ origin, "access-control-request-method": method });

describeMatrix("browser clients", (serve) => {
  it("may send the headers they ask for", async () => {
    const mock = await serve(STILL);
    const reply = await mock.send({
      method: "OPTIONS",
      path: SUBMIT,
      headers: {
        ...preflightFor("POST"),
        "access-control-request-headers": "authorization,content-type,x-evo-client",
      },
    });
    expect(reply.status).toBe(204);
    expect(reply.bytes.length).toBe(0);
    expect(reply.headers).toMatchObject({
      allow: "POST, OPTIONS",
      "access-control-allow-origin": origin,
      "access-control-allow-credentials": "true",
      "access-control-allow-methods": "POST, OPTIONS",
      "access-control-allow-headers": "authorization,content-type,x-evo-client",
      "access-control-max-age": "600",
      vary: "Origin",
    });
    expect(reply.headers["access-control-allow-private-network"]).toBeUndefined();
  });

  it("may ask on every route of the vendor side, without a key", async () => {
    const mock = await serve({ ...STILL, keys: ["only"] });
    for (const path of [
      "/v1/tasks/task-unified-1-aaaaaaaa",
      "/files/task-unified-1-aaaaaaaa.mp4",
      "/_mock/assets/audio-3s.wav",
    ]) {
      const reply = await mock.send({ method: "OPTIONS", path, headers: { origin } });
      expect(reply.status).toBe(204);
      expect(reply.headers["access-control-allow-methods"]).toBe("GET, HEAD, OPTIONS");
    }
  });

  it("may send what no route takes, so that they read why it is refused", async () => {
    const mock = await serve(STILL);
    for (const [method, path] of [
      ["POST", "/v1/video/generations"],
      ["POST", "/v1/tasks/batches"],
      ["DELETE", "/v1/tasks/task-unified-1-aaaaaaaa"],
      ["PUT", SUBMIT],
      ["POST", "/"],
    ] as const) {
      const asked = await mock.send({ method: "OPTIONS", path, headers: preflightFor(method) });
      expect(asked.status, path).toBe(204);
      expect(asked.headers["access-control-allow-methods"]?.split(", "), path).toContain(method);
      const refused = await mock.send({ method, path, headers: { origin } });
      expect([refused.status, refused.headers["access-control-allow-origin"]], path).toEqual([404, origin]);
      expect(refused.headers["x-wan-mock-hint"], path).toBeDefined();
    }
    expect((await mock.send({ method: "OPTIONS", path: "/v1/video/generations" })).status).toBe(404);
  });

  it("may call from the internet into this machine, where they ask", async () => {
    const mock = await serve(STILL);
    const reply = await mock.send({
      method: "OPTIONS",
      path: SUBMIT,
      headers: { ...preflightFor("POST"), "access-control-request-private-network": "true" },
    });
    expect(reply.headers["access-control-allow-private-network"]).toBe("true");
  });

  it("may read answers and refusals with the headers that matter, credentials sent or not", async () => {
    const mock = await serve({ ...STILL, maxBody: 200 });
    const { results } = await finishedTask(mock);
    const replies = [
      await mock.submit(plainBody, { origin, cookie: "session=1" }),
      await mock.submit("{", { origin }),
      await mock.submit("x".repeat(201), { origin }),
      await mock.submit(plainBody, { origin, authorization: "" }),
      await mock.query("task-unified-1-aaaaaaaa", { origin }),
      await mock.send({ path: "/v1/credits", headers: { origin } }),
      await mock.send({ path: "/nowhere", headers: { origin } }),
      await mock.send({ method: "PUT", path: SUBMIT, headers: { origin } }),
      await mock.send({ path: "/v1/tasks/%zz", headers: { origin } }),
      await mock.send({ path: "/files/none.mp4", headers: { origin } }),
      await mock.send({ method: "HEAD", path: new URL(results?.[0] ?? "").pathname, headers: { origin } }),
      await mock.send({ method: "HEAD", path: "/_mock/assets/audio-3s.wav", headers: { origin } }),
    ];
    expect(replies.map(({ status }) => status)).toEqual([
      200, 400, 413, 401, 404, 401, 404, 404, 400, 404, 200, 200,
    ]);
    for (const { headers } of replies) {
      expect(headers).toMatchObject({
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers":
          "x-request-id, x-wan-mock-findings, x-wan-mock-scenario, x-wan-mock-journal, x-wan-mock-hint, idempotency-replayed, retry-after, content-range, accept-ranges, content-length, content-disposition, etag",
        vary: "Origin",
      });
    }
  });

  it("get files that are kept per origin, also where no origin is named", async () => {
    const mock = await serve(STILL);
    const { results } = await finishedTask(mock);
    for (const path of [new URL(results?.[0] ?? "").pathname, "/_mock/assets/audio-3s.wav"]) {
      const { headers } = await mock.send({ method: "HEAD", path });
      expect([headers["vary"], headers["access-control-allow-origin"]]).toEqual(["Origin", undefined]);
    }
  });

  it("of a file or a sandbox count as the origin null", async () => {
    const mock = await serve(STILL);
    const { headers } = await mock.submit(plainBody, { origin: "null" });
    expect(headers["access-control-allow-origin"]).toBe("null");
  });

  it("read nothing of the control side", async () => {
    const mock = await serve(STILL);
    for (const path of ["/_mock/journal", "/_mock/jurnal", "/_mock/tasks", "/_mock/health"]) {
      for (const method of ["OPTIONS", "GET"]) {
        const { headers } = await mock.send({ method, path, headers: preflightFor("GET") });
        expect(
          Object.keys(headers).filter((name) => name.startsWith("access-control")),
          path,
        ).toEqual([]);
      }
    }
  });

  it("leave no trace where no browser asks", async () => {
    const mock = await serve(STILL);
    const { headers } = await mock.submit(plainBody);
    expect(Object.keys(headers).filter((name) => /^(?:access-control|vary)/.test(name))).toEqual([]);
    expect(headers["x-powered-by"]).toBeUndefined();
  });
});

async function finishedTask(mock: ServedMock) {
  const { id } = (await mock.submit(plainBody)).json();
  await mock.clock.advance("5s");
  return (await mock.query(id)).json();
}
