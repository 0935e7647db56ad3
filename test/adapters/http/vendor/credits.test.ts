import { expect, it } from "vitest";
import { describeMatrix, type ErrorJson, type ServedMock, STILL } from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";

/** 5 s of 720p at the guide's 0.086 dollars a second, 68 credits to the dollar. */
const PLAIN_COST = 29.24;
const json = { "content-type": "application/json" };
const authorised = { authorization: "Bearer key-a" };

interface AccountJson {
  balance: number | null;
  reserved: number;
  used: number;
  models: string[] | null;
  user_group: string;
  ledger: { kind: string; amount: number }[];
}

const account = async (mock: ServedMock) =>
  (await mock.send({ path: "/_mock/accounts/key-a" })).json<AccountJson>();
const credits = async (mock: ServedMock) =>
  (await mock.send({ path: "/v1/credits", headers: authorised })).json<{ data: unknown }>().data;
const put = (mock: ServedMock, body: unknown) =>
  mock.send({ method: "PUT", path: "/_mock/accounts/key-a", headers: json, body: JSON.stringify(body) });
const shown = (remaining: number, used: number) => ({
  user: { remaining_credits: remaining, used_credits: used },
  token: { remaining_credits: remaining, used_credits: used, unlimited_credits: false },
});

describeMatrix("credits", (serve) => {
  it("answers 402 when the reservation does not fit, and changes nothing", async () => {
    const mock = await serve({ ...STILL, balance: 29.23 });
    const refused = await mock.submit(plainBody);
    expect(refused.status).toBe(402);
    expect(refused.json()).toEqual({
      error: {
        code: "insufficient_quota",
        message: "Insufficient quota. Please top up your account.",
        type: "insufficient_quota",
      },
    });
    expect(await account(mock)).toMatchObject({ balance: 29.23, reserved: 0, used: 0, ledger: [] });
  });

  it("accepts what fits to the last fraction of a credit", async () => {
    const mock = await serve({ ...STILL, balance: PLAIN_COST });
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect(await account(mock)).toMatchObject({ balance: 0, reserved: PLAIN_COST, used: 0 });
  });

  it("accepts exactly 100 of 200 concurrent submits against a balance for 100", async () => {
    const mock = await serve({ ...STILL, balance: 100 * PLAIN_COST });
    const replies = await Promise.all(Array.from({ length: 200 }, () => mock.submit(plainBody)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(100);
    expect(replies.filter(({ status }) => status === 402)).toHaveLength(100);
    expect(await account(mock)).toMatchObject({ balance: 0, reserved: 2924, used: 0 });
    await mock.clock.advance("1m");
    expect(await account(mock)).toMatchObject({ balance: 0, reserved: 0, used: 2924 });
  });

  it("reserves, then settles a completed task", async () => {
    const mock = await serve({ ...STILL, balance: 100 });
    expect((await mock.submit(plainBody)).json().usage.credits_reserved).toBe(PLAIN_COST);
    expect(await credits(mock)).toEqual(shown(70.76, 0));
    await mock.clock.advance("1m");
    expect(await credits(mock)).toEqual(shown(70.76, PLAIN_COST));
    const { ledger, ...sums } = await account(mock);
    expect(sums).toMatchObject({ balance: 70.76, reserved: 0, used: PLAIN_COST });
    expect(ledger.map(({ kind, amount }) => [kind, amount])).toEqual([
      ["reserve", -PLAIN_COST],
      ["settle", 0],
    ]);
  });

  it("gives the credits of a failed and of a cancelled task back", async () => {
    const mock = await serve({ ...STILL, balance: 100, pace: "manual" });
    for (const [way, body] of [
      ["fail", '{"code":"service_error"}'],
      ["cancel", "{}"],
    ] as const) {
      const { id } = (await mock.submit(plainBody)).json();
      expect(await credits(mock)).toEqual(shown(70.76, 0));
      await mock.send({ method: "POST", path: `/_mock/tasks/${id}/${way}`, headers: json, body });
      expect(await credits(mock)).toEqual(shown(100, 0));
    }
    expect((await account(mock)).ledger.map(({ kind }) => kind)).toEqual([
      "reserve",
      "refund",
      "reserve",
      "refund",
    ]);
  });

  it("counts each API key for itself, unlimited unless a balance is set", async () => {
    const mock = await serve(STILL);
    await mock.submit(plainBody);
    expect(await credits(mock)).toMatchObject({ token: { unlimited_credits: true } });
    await put(mock, { balance: 0 });
    expect((await mock.submit(plainBody)).status).toBe(402);
    expect((await mock.submit(plainBody, { authorization: "Bearer key-b" })).status).toBe(200);
    await put(mock, { balance: null });
    expect((await mock.submit(plainBody)).status).toBe(200);
  });

  it.each([-1, Number.NaN, 1e10])("refuses to start with a balance of %d", async (balance) => {
    await expect(serve({ ...STILL, balance })).rejects.toMatchObject({ code: "INVALID_OPTION" });
  });
});

describeMatrix("accounts", (serve) => {
  it("changes only what a PUT names", async () => {
    const mock = await serve(STILL);
    await put(mock, { balance: 50, models: ["wan2.7-text-to-video"] });
    await put(mock, { user_group: "vip" });
    expect(await account(mock)).toMatchObject({
      balance: 50,
      models: ["wan2.7-text-to-video"],
      user_group: "vip",
    });
    expect((await mock.submit(plainBody)).json().usage.user_group).toBe("vip");
    await put(mock, { models: null });
    expect(await account(mock)).toMatchObject({ balance: 20.76, models: null, user_group: "vip" });
  });

  it("refuses a model that was not granted with 403, and lists the granted ones", async () => {
    const mock = await serve(STILL);
    const models = async () => {
      const reply = await mock.send({ path: "/v1/models", headers: authorised });
      return reply.json<{ data: { id: string }[] }>().data.map(({ id }) => id);
    };
    expect(await models()).toHaveLength(4);
    await put(mock, { models: ["wan2.7-text-to-video"] });
    expect(await models()).toEqual(["wan2.7-text-to-video"]);
    const refused = await mock.submit(bodies.image);
    expect(refused.status).toBe(403);
    expect(refused.json()).toEqual({
      error: {
        code: "model_access_denied",
        message: "Token does not have access to model: wan2.7-image-to-video",
        type: "invalid_request_error",
      },
    });
    expect((await mock.submit(plainBody)).status).toBe(200);
  });

  it.each([
    { balance: -1 },
    { balance: "10" },
    { balance: 1e10 },
    { models: "wan2.7-text-to-video" },
    { models: ["wan2.7-nothing"] },
    { models: [1] },
    { user_group: "" },
    { user_group: 5 },
    { credits: 5 },
    { balance: 7, user_group: 5 },
  ])("refuses the PUT %j and changes nothing", async (body) => {
    const mock = await serve(STILL);
    const refused = await put(mock, body);
    expect(refused.status).toBe(400);
    expect(refused.json<ErrorJson>().error.code).toBe("invalid_request");
    expect(await account(mock)).toMatchObject({ balance: null, models: null, user_group: "default" });
  });

  it.each(["/v1/credits", "/v1/models"])("GET %s needs a key", async (path) => {
    const mock = await serve(STILL);
    expect((await mock.send({ path })).status).toBe(401);
  });
});
