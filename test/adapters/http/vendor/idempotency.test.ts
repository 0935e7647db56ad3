import { expect, it } from "vitest";
import { describeMatrix, STILL } from "../../../harness/describe-matrix.js";
import { plainBody } from "../../../harness/sample-bodies.js";

const KEY = "run_0123456789abcdef";
const withKey = (key = KEY) => ({ "idempotency-key": key });
const CONFLICT = {
  error: {
    code: "idempotency_conflict",
    message: "This idempotency key was used with another request",
    type: "invalid_request_error",
  },
};

describeMatrix("Idempotency-Key", (serve) => {
  it("gives the original bytes again, without a new task or charge, also after the task has ended", async () => {
    const mock = await serve({ ...STILL, balance: 1000 });
    const first = await mock.submit(plainBody, withKey());
    await mock.clock.advance("1h");
    const again = await mock.submit(plainBody, withKey());
    expect(first.headers["idempotency-replayed"]).toBeUndefined();
    expect(again.status).toBe(200);
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.bytes.equals(first.bytes)).toBe(true);
    const tasks = await mock.send({ path: "/_mock/tasks" });
    expect(tasks.json<{ items: unknown[] }>().items).toHaveLength(1);
    const account = (await mock.send({ path: "/_mock/accounts/key-a" })).json<{
      ledger: { kind: string }[];
    }>();
    expect(account.ledger.map(({ kind }) => kind)).toEqual(["reserve", "settle"]);
  });

  it.each([
    ["members in another order", '{"prompt":"Fog","model":"wan2.7-text-to-video","duration":5}'],
    ["white space", '\n{ "model" : "wan2.7-text-to-video",\t"duration": 5, "prompt": "Fog" }'],
    [
      "escapes and another spelling of a number",
      '{"model":"wan2.7-text-to-video","duration":5.0,"prompt":"\\u0046og"}',
    ],
  ])("takes a body with %s for the same", async (_what, body) => {
    const mock = await serve(STILL);
    const first = await mock.submit({ model: "wan2.7-text-to-video", duration: 5, prompt: "Fog" }, withKey());
    const again = await mock.submit(body, withKey());
    expect([again.text, again.headers["idempotency-replayed"]]).toEqual([first.text, "true"]);
  });

  it.each([
    ["another value", JSON.stringify({ ...plainBody, prompt: "A lighthouse" })],
    ["a further member", JSON.stringify({ ...plainBody, duration: 5 })],
    ["no JSON", "{"],
    ["a body that is nested too deep", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["no text", new Uint8Array([0xff])],
  ])("answers 409 to %s under a bound key", async (_what, body) => {
    const mock = await serve(STILL);
    await mock.submit(plainBody, withKey());
    const refused = await mock.submit(body, withKey());
    expect(refused.status).toBe(409);
    expect(refused.json()).toEqual(CONFLICT);
    expect((await mock.submit(plainBody, withKey())).headers["idempotency-replayed"]).toBe("true");
  });

  it("holds for 24 hours of virtual time after the submit, then makes a new task", async () => {
    const mock = await serve(STILL);
    const first = (await mock.submit(plainBody, withKey())).json();
    await mock.clock.advance(24 * 3_600_000 - 1);
    const last = await mock.submit(plainBody, withKey());
    expect([last.json().id, last.headers["idempotency-replayed"]]).toEqual([first.id, "true"]);
    expect((await mock.submit({ ...plainBody, seed: 2 }, withKey())).status).toBe(409);
    await mock.clock.advance(1);
    const next = await mock.submit({ ...plainBody, seed: 2 }, withKey());
    expect([next.status, next.headers["idempotency-replayed"]]).toEqual([200, undefined]);
    expect(next.json().id).not.toBe(first.id);
    await mock.clock.advance("23h");
    expect((await mock.submit({ ...plainBody, seed: 2 }, withKey())).json().id).toBe(next.json().id);
  });

  it("belongs to one API key", async () => {
    const mock = await serve(STILL);
    const first = (await mock.submit(plainBody, withKey())).json();
    const other = await mock.submit(plainBody, { ...withKey(), authorization: "Bearer key-b" });
    expect(other.headers["idempotency-replayed"]).toBeUndefined();
    expect(other.json().id).not.toBe(first.id);
  });

  it("is not bound by a submit that was refused", async () => {
    const mock = await serve({ ...STILL, balance: 10 });
    expect((await mock.submit({ ...plainBody, duration: 99 }, withKey())).status).toBe(400);
    expect((await mock.submit(plainBody, withKey())).status).toBe(402);
    expect(
      (await mock.submit(plainBody, { ...withKey(), "x-wan-mock-scenario": "rate-limited" })).status,
    ).toBe(429);
    await mock.send({
      method: "PUT",
      path: "/_mock/accounts/key-a",
      headers: { "content-type": "application/json" },
      body: '{"balance":100}',
    });
    const accepted = await mock.submit(plainBody, withKey());
    expect([accepted.status, accepted.headers["idempotency-replayed"]]).toEqual([200, undefined]);
  });

  it("makes one task of many identical submits at once", async () => {
    const mock = await serve(STILL);
    const replies = await Promise.all(Array.from({ length: 20 }, () => mock.submit(plainBody, withKey())));
    expect(new Set(replies.map(({ text }) => text)).size).toBe(1);
    expect(replies.filter(({ headers }) => headers["idempotency-replayed"] === undefined)).toHaveLength(1);
    const tasks = await mock.send({ path: "/_mock/tasks" });
    expect(tasks.json<{ items: unknown[] }>().items).toHaveLength(1);
  });

  it("accepts one of two different submits at once", async () => {
    const mock = await serve(STILL);
    const replies = await Promise.all([1, 2].map((seed) => mock.submit({ ...plainBody, seed }, withKey())));
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("is answered before scenarios, rate limits and credits", async () => {
    const mock = await serve({ ...STILL, rateLimit: "1/h", balance: 30, concurrency: 1 });
    await mock.submit(plainBody, withKey());
    const again = await mock.submit(plainBody, { ...withKey(), "x-wan-mock-scenario": "internal-error" });
    expect([again.status, again.headers["idempotency-replayed"]]).toEqual([200, "true"]);
    expect((await mock.submit(plainBody, { ...withKey(), authorization: "" })).status).toBe(401);
  });

  it.each(["short", "x".repeat(15), "x".repeat(97), "run_0123456789 abcdef", "run_0123456789/abcdef"])(
    "ignores the malformed key %j with a warning",
    async (key) => {
      const mock = await serve(STILL);
      const [first, second] = [
        await mock.submit(plainBody, withKey(key)),
        await mock.submit(plainBody, withKey(key)),
      ];
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(first.headers["x-wan-mock-findings"]).toBe("idempotency-key-is-well-formed");
      expect(second.headers["idempotency-replayed"]).toBeUndefined();
      expect(second.json().id).not.toBe(first.json().id);
    },
  );

  it.each(["x".repeat(16), "x".repeat(96), "Az09._-Az09._-Az"])("heeds the key %j", async (key) => {
    const mock = await serve(STILL);
    await mock.submit(plainBody, withKey(key));
    const again = await mock.submit(plainBody, withKey(key));
    expect(again.headers["idempotency-replayed"]).toBe("true");
    expect(again.headers["x-wan-mock-findings"]).toBeUndefined();
  });

  it("forgets its keys with the tasks they name", async () => {
    const mock = await serve(STILL);
    const headers = { "content-type": "application/json" };
    await mock.submit(plainBody, withKey());
    await mock.send({ method: "POST", path: "/_mock/reset", headers, body: '{"scope":"tasks"}' });
    expect((await mock.submit(plainBody, withKey())).headers["idempotency-replayed"]).toBeUndefined();
  });
});
