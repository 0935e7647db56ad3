import { expect, it } from "vitest";
import { describeMatrix, STILL } from "../harness/describe-matrix.js";
import { plainBody } from "../harness/sample-bodies.js";

const origin = "http://localhost:5173";

describeMatrix("browser clients", (serve) => {
  it("may send the headers they ask for", async () => {
    const mock = await serve(STILL);
    const reply = await mock.send({
      method: "OPTIONS",
      path: "/v1/videos/generations",
      headers: {
        origin,
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type,x-evo-client",
      },
    });
    expect(reply.status).toBe(204);
    expect(reply.bytes.length).toBe(0);
    expect(reply.headers).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": "POST, OPTIONS",
      "access-control-allow-headers": "authorization,content-type,x-evo-client",
      "access-control-max-age": "600",
    });
  });

  it("may ask on every route of the vendor side, without a key", async () => {
    const mock = await serve({ ...STILL, keys: ["only"] });
    for (const path of ["/v1/tasks/task-unified-1-aaaaaaaa", "/files/task-unified-1-aaaaaaaa.mp4"]) {
      const reply = await mock.send({ method: "OPTIONS", path, headers: { origin } });
      expect(reply.status).toBe(204);
      expect(reply.headers["access-control-allow-methods"]).toBe("GET, HEAD, OPTIONS");
    }
  });

  it("may read answers and refusals with the headers that matter", async () => {
    const mock = await serve(STILL);
    const replies = [
      await mock.submit(plainBody, { origin }),
      await mock.submit("{", { origin }),
      await mock.submit(plainBody, { origin, authorization: "" }),
      await mock.query("task-unified-1-aaaaaaaa", { origin }),
      await mock.send({ path: "/nowhere", headers: { origin } }),
      await mock.send({ method: "PUT", path: "/v1/videos/generations", headers: { origin } }),
      await mock.send({ path: "/files/none.mp4", headers: { origin } }),
    ];
    for (const { headers } of replies) {
      expect(headers["access-control-allow-origin"]).toBe("*");
      expect(headers["access-control-expose-headers"]).toBe(
        "x-request-id, x-wan-mock-findings, x-wan-mock-scenario, x-wan-mock-journal, idempotency-replayed, retry-after, content-range, accept-ranges, content-length, etag",
      );
    }
  });

  it("leave no trace where no browser asks", async () => {
    const mock = await serve(STILL);
    const { headers } = await mock.submit(plainBody);
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
    expect(headers["x-powered-by"]).toBeUndefined();
  });
});
