import { expect, it } from "vitest";
import { describeMatrix, type ErrorJson, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { plainBody } from "../../../harness/sample-bodies.js";

const UNKNOWN = "task-unified-1-aaaaaaaa";

/** Status and code, or what a 200 says, of each call that a key can make. */
async function callsOf(mock: ServedMock, key: string) {
  const headers = { authorization: `Bearer ${key}` };
  const replies = {
    submit: await mock.submit(plainBody, headers),
    query: await mock.query(UNKNOWN, headers),
    credits: await mock.send({ path: "/v1/credits", headers }),
    models: await mock.send({ path: "/v1/models", headers }),
  };
  return Object.fromEntries(
    Object.entries(replies).map(([call, reply]) => [
      call,
      reply.status === 200 ? reply.json<object>() : `${reply.status} ${reply.json<ErrorJson>().error.code}`,
    ]),
  );
}

const aCredit = { user: { remaining_credits: 0 }, token: { remaining_credits: 0, unlimited_credits: false } };
const endless = { data: { token: { unlimited_credits: true } } };
const manyModels = { data: [{}, {}, {}, {}] };

describeMatrix("a key that stands for an account's state", (serve) => {
  it.each([
    ["unauthorized", "401 unauthorized"],
    ["http-401", "401 unauthorized"],
    ["http-401-key-disabled", "401 key_disabled"],
    ["http-401-key-expired", "401 key_expired"],
    ["http-403-ip-restricted", "403 ip_restricted"],
  ])("sk-mock-%s is refused on every call", async (name, refusal) => {
    const mock = await serve(STILL);
    expect(await callsOf(mock, `sk-mock-${name}`)).toEqual({
      submit: refusal,
      query: refusal,
      credits: refusal,
      models: refusal,
    });
  });

  it.each([
    ["insufficient-quota", "402 insufficient_quota", "402 quota_exceeded"],
    ["http-402-key-quota-exhausted", "402 key_quota_exhausted", "402 key_quota_exhausted"],
  ])("sk-mock-%s has no credits left, and says so", async (name, submit, query) => {
    const mock = await serve(STILL);
    expect(await callsOf(mock, `sk-mock-${name}`)).toMatchObject({
      submit,
      query,
      credits: { data: aCredit },
      models: manyModels,
    });
  });

  it.each([
    ["model-access-denied", "403 model_access_denied"],
    ["http-403-key-model-not-allowed", "403 key_model_not_allowed"],
  ])("sk-mock-%s may use no model, and works otherwise", async (name, submit) => {
    const mock = await serve(STILL);
    const calls = await callsOf(mock, `sk-mock-${name}`);
    expect(calls).toMatchObject({ submit, query: "404 task_not_found", credits: endless });
    expect(calls["models"]).toEqual({ data: [] });
  });

  it.each(["rate-limited", "internal-error", "invalid-content", "slow", "query/unauthorized"])(
    "does not come of sk-mock-%s, which speaks of single calls",
    async (name) => {
      const mock = await serve(STILL);
      expect(await callsOf(mock, `sk-mock-${name}`)).toMatchObject({ credits: endless, models: manyModels });
    },
  );

  it("words each refusal as its page does and names the scenario", async () => {
    const mock = await serve(STILL);
    const headers = { authorization: "Bearer sk-mock-unauthorized" };
    const submit = await mock.submit(plainBody, headers);
    const credits = await mock.send({ path: "/v1/credits", headers });
    expect(submit.json<ErrorJson>().error.message).toBe("Invalid or expired token");
    expect(credits.json<ErrorJson>().error.message).toBe("Authentication required");
    expect(credits.headers["x-wan-mock-scenario"]).toBe("unauthorized");
  });

  it("ends after the calls that it is asked for, whichever they are", async () => {
    const mock = await serve(STILL);
    const refused = await callsOf(mock, "sk-mock-unauthorized:3");
    expect(refused).toMatchObject({
      query: "401 unauthorized",
      credits: "401 unauthorized",
      models: manyModels,
    });
    expect(await callsOf(mock, "sk-mock-unauthorized:3")).toMatchObject({ query: "404 task_not_found" });

    const poor = { authorization: "Bearer sk-mock-insufficient-quota:1" };
    const credits = async () => (await mock.send({ path: "/v1/credits", headers: poor })).json<object>();
    expect([await credits(), await credits()]).toMatchObject([{ data: aCredit }, { data: aCredit }]);
    expect((await mock.submit(plainBody, poor)).status).toBe(402);
    expect(await credits()).toMatchObject(endless);
  });

  it("yields to the header, and to what was forced on the task", async () => {
    const mock = await serve(STILL);
    const headers = { authorization: "Bearer sk-mock-unauthorized", "x-wan-mock-scenario": "slow" };
    const { id } = (await mock.submit(plainBody, headers)).json();
    const query = await mock.query(id, { ...headers, "x-wan-mock-scenario": "rate-limited" });
    expect(query.status).toBe(429);
    expect((await mock.query(id, { authorization: headers.authorization })).status).toBe(401);
  });
});
