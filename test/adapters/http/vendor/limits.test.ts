import { expect, it } from "vitest";
import { describeMatrix, type ErrorJson, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { plainBody } from "../../../harness/sample-bodies.js";

const TOO_MANY_SUBMITS = {
  error: {
    code: "rate_limit_exceeded",
    message: "Too many requests, please try again later",
    type: "rate_limit_error",
  },
};
const TOO_MANY_QUERIES = {
  error: { code: "rate_limit_exceeded", message: "Rate limit exceeded", type: "evo_api_error" },
};
const keyB = { authorization: "Bearer key-b" };

const put = (mock: ServedMock, body: unknown, key = "key-a") =>
  mock.send({
    method: "PUT",
    path: `/_mock/accounts/${key}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describeMatrix("rate limit", (serve) => {
  it("answers 429 to the submit above the limit, and takes one exactly when Retry-After says", async () => {
    const mock = await serve({ ...STILL, rateLimit: "2/min" });
    expect((await mock.submit(plainBody)).status).toBe(200);
    await mock.clock.advance("10s");
    expect((await mock.submit(plainBody)).status).toBe(200);
    await mock.clock.advance("700ms");
    const refused = await mock.submit(plainBody);
    expect(refused.status).toBe(429);
    expect(refused.json()).toEqual(TOO_MANY_SUBMITS);
    expect(refused.headers["retry-after"]).toBe("50");
    await mock.clock.advance("49s");
    expect((await mock.submit(plainBody)).headers["retry-after"]).toBe("1");
    await mock.clock.advance("1s");
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit(plainBody)).headers["retry-after"]).toBe("10");
  });

  it("counts refused bodies too, and answers 429 before it looks at the body", async () => {
    const mock = await serve({ ...STILL, rateLimit: "2/s" });
    expect((await mock.submit("{")).status).toBe(400);
    expect((await mock.submit({ model: "nothing" })).status).toBe(404);
    expect((await mock.submit("{")).status).toBe(429);
    expect((await mock.submit(new Uint8Array([0xff]))).status).toBe(429);
  });

  it("does not count a submit that a scenario answers", async () => {
    const mock = await serve({ ...STILL, rateLimit: "1/h" });
    expect((await mock.submit(plainBody, { "x-wan-mock-scenario": "internal-error" })).status).toBe(500);
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit(plainBody, { "x-wan-mock-scenario": "internal-error" })).status).toBe(500);
    expect((await mock.submit(plainBody)).status).toBe(429);
  });

  it("counts each API key for itself", async () => {
    const mock = await serve({ ...STILL, rateLimit: "1/h" });
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit(plainBody)).status).toBe(429);
    expect((await mock.submit(plainBody, keyB)).status).toBe(200);
  });

  it("lets exactly as many of a burst pass", async () => {
    const mock = await serve({ ...STILL, rateLimit: "20/min" });
    const replies = await Promise.all(Array.from({ length: 60 }, () => mock.submit(plainBody)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(20);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(40);
  });

  it("limits queries with the query's own body, and leaves submits alone", async () => {
    const mock = await serve({ ...STILL, rateLimitQueries: "2/s" });
    const { id } = (await mock.submit(plainBody)).json();
    expect((await mock.query(id)).status).toBe(200);
    expect((await mock.query("task-unified-1-nothings")).status).toBe(404);
    const refused = await mock.query(id);
    expect(refused.status).toBe(429);
    expect(refused.json()).toEqual(TOO_MANY_QUERIES);
    expect(refused.headers["retry-after"]).toBe("1");
    expect((await mock.submit(plainBody)).status).toBe(200);
    await mock.clock.advance("1s");
    expect((await mock.query(id)).status).toBe(200);
  });

  it("does not limit anything unless told to", async () => {
    const mock = await serve(STILL);
    const replies = await Promise.all(Array.from({ length: 50 }, () => mock.submit(plainBody)));
    expect(replies.every(({ status }) => status === 200)).toBe(true);
  });

  it.each([{ rateLimit: "60" }, { rateLimitQueries: "0/s" }, { concurrency: 0 }, { concurrency: 1.5 }])(
    "refuses to start with %j",
    async (options) => {
      await expect(serve({ ...STILL, ...options })).rejects.toMatchObject({ code: "INVALID_OPTION" });
    },
  );
});

describeMatrix("concurrency", (serve) => {
  it("answers 429 while as many tasks live, until one ends", async () => {
    const mock = await serve({ ...STILL, pace: "20s", concurrency: 2 });
    expect((await mock.submit(plainBody)).status).toBe(200);
    await mock.clock.advance("5500ms");
    expect((await mock.submit(plainBody)).status).toBe(200);
    const refused = await mock.submit(plainBody);
    expect(refused.status).toBe(429);
    expect(refused.json()).toEqual(TOO_MANY_SUBMITS);
    expect(refused.headers["retry-after"]).toBe("15");
    expect((await mock.submit(plainBody, keyB)).status).toBe(200);
    await mock.clock.advance("14s");
    expect((await mock.submit(plainBody)).status).toBe(429);
    await mock.clock.advance("1s");
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit(plainBody)).status).toBe(429);
  });

  it("makes room when a task fails or is cancelled", async () => {
    const mock = await serve({ ...STILL, pace: "manual", concurrency: 1 });
    for (const way of ["fail", "cancel", "complete"]) {
      const { id } = (await mock.submit(plainBody)).json();
      const refused = await mock.submit(plainBody);
      expect([refused.status, refused.headers["retry-after"]]).toEqual([429, "10"]);
      const body = JSON.stringify(way === "fail" ? { code: "service_error" } : {});
      await mock.send({
        method: "POST",
        path: `/_mock/tasks/${id}/${way}`,
        headers: { "content-type": "application/json" },
        body,
      });
    }
    expect((await mock.submit(plainBody)).status).toBe(200);
  });

  it("comes after the rules and before the credits", async () => {
    const mock = await serve({ ...STILL, pace: "manual", concurrency: 1, balance: 30 });
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit({ ...plainBody, duration: 99 })).status).toBe(400);
    expect((await mock.submit(plainBody)).status).toBe(429);
    await put(mock, { limits: { concurrency: 2 } });
    expect((await mock.submit(plainBody)).status).toBe(402);
    // What was refused for its credits holds no place.
    await put(mock, { balance: 100 });
    expect((await mock.submit(plainBody)).status).toBe(200);
  });

  it("takes exactly as many of a burst", async () => {
    const mock = await serve({ ...STILL, pace: "manual", concurrency: 7 });
    const replies = await Promise.all(Array.from({ length: 40 }, () => mock.submit(plainBody)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(replies.filter(({ status }) => status === 429)).toHaveLength(33);
  });

  it("holds no place for tasks that a reset dropped", async () => {
    const mock = await serve({ ...STILL, pace: "manual", concurrency: 1 });
    await mock.submit(plainBody);
    const headers = { "content-type": "application/json" };
    await mock.send({ method: "POST", path: "/_mock/reset", headers, body: '{"scope":"tasks"}' });
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit(plainBody)).status).toBe(429);
    await mock.send({ method: "POST", path: "/_mock/reset", headers, body: "{}" });
    expect((await mock.submit(plainBody)).status).toBe(200);
  });
});

describeMatrix("limits of one account", (serve) => {
  it("stand in place of the instance's, and can be lifted", async () => {
    const mock = await serve({ ...STILL, rateLimit: "1/h" });
    const changed = await put(mock, { limits: { rate_limit: "2/min", concurrency: 9 } });
    expect(changed.json<{ limits: unknown }>().limits).toEqual({
      rate_limit: "2/min",
      rate_limit_queries: null,
      concurrency: 9,
    });
    const statuses = [];
    for (let nth = 0; nth < 3; nth++) statuses.push((await mock.submit(plainBody)).status);
    expect(statuses).toEqual([200, 200, 429]);
    // A PUT that names other things leaves the window as it is.
    await put(mock, { balance: 1000 });
    expect((await mock.submit(plainBody)).status).toBe(429);
    await put(mock, { limits: { rate_limit: null } });
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect([
      (await mock.submit(plainBody, keyB)).status,
      (await mock.submit(plainBody, keyB)).status,
    ]).toEqual([200, 429]);
  });

  it.each([
    [{ limits: 5 }, 'limits is an object such as {"rate_limit":"60/min"}'],
    [{ limits: { rate: "1/s" } }, "rate is no limit: known are rate_limit, rate_limit_queries, concurrency"],
    [{ limits: { concurrency: 0 } }, "concurrency is a whole number of tasks from 1, or null for unlimited"],
    [
      { balance: 1, limits: { rate_limit: "1/day" } },
      'rate limit is 1 to 100000 calls per second, minute or hour, such as 10/s, 60/min or 1000/h, got "1/day"',
    ],
  ])("refuses %j and changes nothing", async (body, message) => {
    const mock = await serve(STILL);
    const refused = await put(mock, body);
    expect([refused.status, refused.json<ErrorJson>().error.message]).toEqual([400, message]);
    const shown = await mock.send({ path: "/_mock/accounts/key-a" });
    expect(shown.json<{ balance: unknown; limits: unknown }>()).toMatchObject({
      balance: null,
      limits: { rate_limit: null, rate_limit_queries: null, concurrency: null },
    });
  });
});
