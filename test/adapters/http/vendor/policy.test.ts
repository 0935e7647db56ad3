import { expect, it } from "vitest";
import { composeMock } from "../../../../src/compose/compose-mock.js";
import type { MockOptions } from "../../../../src/options/mock-options.js";
import {
  describeMatrix,
  type ErrorJson,
  type Reply,
  type ServedMock,
  STILL,
} from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";

/** 5 s of 720p at the guide's 0.086 dollars a second, 68 credits to the dollar. */
const PLAIN_COST = 29.24;
const json = { "content-type": "application/json" };

const put = (mock: ServedMock, body: unknown, key = "key-a") =>
  mock.send({ method: "PUT", path: `/_mock/accounts/${key}`, headers: json, body: JSON.stringify(body) });
const account = async (mock: ServedMock, key = "key-a") =>
  (await mock.send({ path: `/_mock/accounts/${key}` })).json<{
    spent_today: number;
    policy: object;
    ledger: unknown[];
  }>();
const rulesOf = (reply: Reply) =>
  (reply.headers["x-wan-mock-findings"] ?? "").split(",").map((part) => part.split(";")[0]?.trim());
const messageOf = (reply: Reply) => reply.json<ErrorJson>().error.message;
const dailyRefusal = (limit: number, spent: number, cost = PLAIN_COST) => ({
  error: {
    code: "invalid_request",
    message: `this key may spend ${limit} credits a day (house policy): ${spent} are spent, and this request would cost ${cost}; the count starts anew at midnight UTC`,
    type: "invalid_request_error",
  },
});

describeMatrix("house rules", (serve) => {
  it("refuse a longer video and another quality, with rule and journal", async () => {
    const mock = await serve({ ...STILL, policy: { longestDuration: 10, allowedQualities: ["720p"] } });
    expect((await mock.submit({ ...plainBody, duration: 10 })).status).toBe(200);
    const long = await mock.submit({ ...plainBody, duration: 12 });
    expect([long.status, rulesOf(long)]).toEqual([400, ["policy-longest-duration"]]);
    expect(long.json<ErrorJson>().error).toEqual({
      code: "invalid_request",
      message: "duration must be at most 10 (house policy), got 12",
      type: "invalid_request_error",
      param: "duration",
    });
    const sharp = await mock.submit({ ...bodies.image, quality: "1080p" });
    expect([sharp.status, rulesOf(sharp)]).toEqual([400, ["policy-allowed-qualities"]]);
    expect(mock.journal.entries().at(-1)).toMatchObject({
      status: 400,
      findings: [{ rule: "policy-allowed-qualities", pointer: "/quality", severity: "error" }],
    });
  });

  it("are set, changed member by member and lifted for one key alone", async () => {
    const mock = await serve({ ...STILL, policy: { longestDuration: 8, allowedQualities: ["720p"] } });
    const ten = { ...plainBody, duration: 10 };
    const sharp = { ...plainBody, quality: "1080p" };
    await put(mock, { policy: { longest_duration: 10 } });
    expect((await account(mock)).policy).toEqual({
      longest_duration: 10,
      allowed_qualities: ["720p"],
      daily_credits: null,
    });
    expect((await mock.submit(ten)).status).toBe(200);
    expect((await mock.submit(ten, { authorization: "Bearer key-b" })).status).toBe(400);
    expect((await mock.submit(sharp)).status).toBe(400);
    await put(mock, { policy: { allowed_qualities: null } });
    expect((await mock.submit(sharp)).status).toBe(200);
    await put(mock, { user_group: "vip" });
    expect((await mock.submit({ ...plainBody, duration: 11 })).status).toBe(400);
    await put(mock, { policy: null });
    expect((await mock.submit({ ...plainBody, duration: 11 })).status).toBe(200);
    await mock.send({ method: "POST", path: "/_mock/reset", headers: json, body: '{"scope":"accounts"}' });
    expect((await mock.submit(ten)).status).toBe(400);
  });

  it("become advice as a warning, and are silent when off", async () => {
    const rules = { "policy-longest-duration": "warn", "policy-allowed-qualities": "off" } as const;
    const mock = await serve({ ...STILL, rules, policy: { longestDuration: 8, allowedQualities: ["720p"] } });
    const reply = await mock.submit({ ...plainBody, duration: 12, quality: "1080p" });
    expect([reply.status, rulesOf(reply)]).toEqual([200, ["policy-longest-duration"]]);
  });

  it.each([
    [{ policy: 5 }, 'policy must be an object such as {"longest_duration": 10}, got 5'],
    [{ policy: [] }, 'policy must be an object such as {"longest_duration": 10}, got an array of 0 items'],
    [
      { policy: { longestDuration: 5 } },
      "policy.longestDuration is no house rule: known are longest_duration, allowed_qualities, daily_credits",
    ],
    [
      { policy: { longest_duration: 0 } },
      "policy.longest_duration must be a whole number of seconds from 1, such as 10, got 0",
    ],
    [
      { policy: { longest_duration: "10" } },
      'policy.longest_duration must be a whole number of seconds from 1, such as 10, got "10"',
    ],
    [
      { policy: { allowed_qualities: [] } },
      "policy.allowed_qualities must be a list of qualities, such as 720p, got an array of 0 items",
    ],
    [{ policy: { allowed_qualities: ["4k"] } }, 'policy.allowed_qualities names "4k": known are 720p, 1080p'],
    [
      { policy: { daily_credits: -1 } },
      "policy.daily_credits must be credits from 0 to 1000000000, such as 500, got -1",
    ],
  ])("refuse the PUT %j and change nothing", async (body, message) => {
    const mock = await serve(STILL);
    const refused = await put(mock, { balance: 5, ...body });
    expect([refused.status, messageOf(refused)]).toEqual([400, message]);
    expect(await account(mock)).toMatchObject({
      balance: null,
      policy: { longest_duration: null, allowed_qualities: null, daily_credits: null },
    });
  });

  it.each([
    [{ policy: { longestDuration: 1.5 } }, "policy.longestDuration must be a whole number"],
    [{ policy: { allowedQualities: ["720"] } }, 'policy.allowedQualities names "720": known are 720p, 1080p'],
    [{ policy: { dailyCredit: 5 } }, "policy.dailyCredit is no house rule: known are longestDuration"],
    [{ policy: { dailyCredits: Number.NaN } }, "policy.dailyCredits must be credits from 0 to 1000000000"],
  ] as [MockOptions, string][])("refuse to start with %j", async (options, message) => {
    await expect(serve({ ...STILL, ...options })).rejects.toMatchObject({
      code: "INVALID_OPTION",
      message: expect.stringContaining(message),
    });
  });
});

describeMatrix("daily credits", (serve) => {
  it("refuse what takes a key above them, and count each key for itself", async () => {
    const mock = await serve({ ...STILL, policy: { dailyCredits: 60 } });
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit(plainBody)).status).toBe(200);
    const refused = await mock.submit(plainBody);
    expect([refused.status, rulesOf(refused)]).toEqual([400, ["policy-daily-credits"]]);
    expect(refused.json()).toEqual(dailyRefusal(60, 58.48));
    expect(mock.journal.entries().at(-1)).toMatchObject({ findings: [{ rule: "policy-daily-credits" }] });
    expect((await mock.submit(plainBody, { authorization: "Bearer key-b" })).status).toBe(200);
    expect(await account(mock)).toMatchObject({ spent_today: 58.48, ledger: [{}, {}] });
  });

  it("accept what reaches them to the last fraction of a credit", async () => {
    const mock = await serve({ ...STILL, policy: { dailyCredits: 2 * PLAIN_COST } });
    await mock.submit(plainBody);
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit({ ...plainBody, duration: 2 })).json()).toEqual(
      dailyRefusal(58.48, 58.48, 11.696),
    );
  });

  it("let exactly 10 of 50 concurrent submits pass, the others meet the rule", async () => {
    const mock = await serve({ ...STILL, policy: { dailyCredits: 10 * PLAIN_COST } });
    const replies = await Promise.all(Array.from({ length: 50 }, () => mock.submit(plainBody)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(10);
    const refused = replies.filter(({ status }) => status === 400);
    expect(refused).toHaveLength(40);
    for (const reply of refused) expect(reply.json()).toEqual(dailyRefusal(292.4, 292.4));
    expect(await account(mock)).toMatchObject({ reserved: 292.4, spent_today: 292.4 });
  });

  it("start anew at midnight UTC, whatever yesterday's tasks do then", async () => {
    const mock = await serve({
      ...STILL,
      now: "2027-01-01T23:59:59.000Z",
      pace: "1h",
      policy: { dailyCredits: 30 },
    });
    const { id } = (await mock.submit(plainBody)).json();
    expect((await mock.submit(plainBody)).status).toBe(400);
    await mock.clock.advance("999ms");
    expect((await mock.submit(plainBody)).status).toBe(400);
    await mock.clock.advance("1ms");
    expect((await account(mock)).spent_today).toBe(0);
    expect((await mock.submit(plainBody)).status).toBe(200);
    await mock.send({ method: "POST", path: `/_mock/tasks/${id}/cancel` });
    expect((await account(mock)).spent_today).toBe(PLAIN_COST);
    expect((await mock.submit(plainBody)).status).toBe(400);
  });

  it("count what tasks cost in the end: nothing for one that failed", async () => {
    const mock = await serve({ ...STILL, pace: "manual", policy: { dailyCredits: 60 } });
    const first = (await mock.submit(plainBody)).json();
    const second = (await mock.submit(plainBody)).json();
    await mock.send({ method: "POST", path: `/_mock/tasks/${first.id}/complete` });
    expect((await account(mock)).spent_today).toBe(58.48);
    await mock.send({ method: "POST", path: `/_mock/tasks/${second.id}/cancel` });
    expect((await account(mock)).spent_today).toBe(PLAIN_COST);
    expect((await mock.submit(plainBody)).status).toBe(200);
    expect((await mock.submit(plainBody)).status).toBe(400);
  });

  it("come after the other rules, before the live tasks and the balance", async () => {
    const mock = await serve({
      ...STILL,
      pace: "manual",
      concurrency: 1,
      balance: 30,
      policy: { dailyCredits: 30 },
    });
    expect((await mock.submit(plainBody)).status).toBe(200);
    const [both, daily] = [await mock.submit({ ...plainBody, duration: 5.5 }), await mock.submit(plainBody)];
    expect(messageOf(both)).toContain("duration");
    expect(rulesOf(both)).toEqual(["duration-is-whole-seconds", "policy-daily-credits"]);
    expect(daily.json()).toEqual(dailyRefusal(30, 29.24));
    await put(mock, { policy: { daily_credits: null } });
    expect((await mock.submit(plainBody)).status).toBe(429);
    await put(mock, { limits: { concurrency: null } });
    expect((await mock.submit(plainBody)).status).toBe(402);
  });

  it("only warn when their rule is a warning, and never hold back when it is off", async () => {
    const mock = await serve({
      ...STILL,
      policy: { dailyCredits: 0 },
      rules: { "policy-daily-credits": "warn" },
    });
    const warned = await mock.submit(plainBody);
    expect([warned.status, rulesOf(warned)]).toEqual([200, ["policy-daily-credits"]]);
    const silent = await serve({
      ...STILL,
      policy: { dailyCredits: 0 },
      rules: { "policy-daily-credits": "off" },
    });
    const accepted = await silent.submit(plainBody);
    expect([accepted.status, rulesOf(accepted)]).toEqual([200, [""]]);
  });

  it("go back to nothing with a reset of the accounts", async () => {
    const mock = await serve({ ...STILL, policy: { dailyCredits: 30 } });
    await mock.submit(plainBody);
    await mock.send({ method: "POST", path: "/_mock/reset", headers: json, body: "{}" });
    expect((await mock.submit(plainBody)).status).toBe(200);
  });
});

describeMatrix("accounts of the options", (serve) => {
  const accounts = {
    "sk-team-a": {
      balance: 40,
      models: ["wan2.7-text-to-video"],
      userGroup: "vip",
      rateLimit: "3/min",
      rateLimitQueries: null,
      concurrency: 1,
      policy: { longestDuration: 6 },
    },
    "sk-team-b": { balance: null, policy: null },
  } as const;
  const options: MockOptions = {
    ...STILL,
    pace: "manual",
    balance: 100,
    rateLimitQueries: "1/min",
    policy: { longestDuration: 10, allowedQualities: ["720p"] },
    accounts,
  };
  const asTeamA = { authorization: "Bearer sk-team-a" };
  const asTeamB = { authorization: "Bearer sk-team-b" };

  it("start as they say, over what holds for all, and go back to it with a reset", async () => {
    const mock = await serve(options);
    const atStart = await account(mock, "sk-team-a");
    expect(atStart).toMatchObject({
      balance: 40,
      models: ["wan2.7-text-to-video"],
      user_group: "vip",
      limits: { rate_limit: "3/min", rate_limit_queries: null, concurrency: 1 },
      policy: { longest_duration: 6, allowed_qualities: ["720p"], daily_credits: null },
    });
    expect(await account(mock, "sk-team-b")).toMatchObject({
      balance: null,
      user_group: "default",
      limits: { rate_limit: null, rate_limit_queries: "1/min", concurrency: null },
      policy: { longest_duration: null, allowed_qualities: null, daily_credits: null },
    });
    expect(await account(mock)).toMatchObject({ balance: 100, policy: { longest_duration: 10 } });
    expect((await mock.submit(bodies.image, asTeamA)).status).toBe(403);
    expect((await mock.submit({ ...plainBody, duration: 7 }, asTeamA)).status).toBe(400);
    expect((await mock.submit({ ...plainBody, duration: 15, quality: "1080p" }, asTeamB)).status).toBe(200);
    const accepted = await mock.submit(plainBody, asTeamA);
    expect(accepted.json().usage.user_group).toBe("vip");
    expect((await mock.submit(plainBody, asTeamA)).status).toBe(429);
    const changes = {
      balance: 1,
      user_group: "x",
      limits: { concurrency: null },
      policy: null,
      models: null,
    };
    await put(mock, changes, "sk-team-a");
    await mock.send({ method: "POST", path: "/_mock/reset", headers: json, body: "{}" });
    expect(await account(mock, "sk-team-a")).toEqual(atStart);
  });

  it("are accepted beside the keys, and found by their label before their first request", async () => {
    const mock = await serve({ ...options, keys: ["key-b"] });
    expect((await mock.submit(plainBody, asTeamB)).status).toBe(200);
    expect((await mock.submit(plainBody, { authorization: "Bearer key-b" })).status).toBe(200);
    expect((await mock.submit(plainBody)).status).toBe(401);
    const { key } = (await mock.send({ path: "/_mock/accounts/sk-team-a" })).json<{ key: string }>();
    const other = await serve(options);
    expect((await other.send({ path: `/_mock/accounts/${key}` })).json()).toMatchObject({ balance: 40 });
  });

  it.each([
    [{ balance: -1 }, /^accounts\.key_\w{8}: balance is credits from 0/],
    [{ balanse: 1 }, /^accounts\.key_\w{8}\.balanse is no setting of an account: known are balance, models/],
    [{ models: ["wan2.7-nothing"] }, /^accounts\.key_\w{8}\.models names "wan2\.7-nothing": served here are/],
    [{ models: "wan2.7-text-to-video" }, /^accounts\.key_\w{8}\.models must be a list/],
    [{ userGroup: "" }, /^accounts\.key_\w{8}\.userGroup must be a text/],
    [{ rateLimit: "fast" }, /^accounts\.key_\w{8}: rate limit is 1 to/],
    [{ balance: "100" }, /^accounts\.key_\w{8}: balance is credits from 0 to 1000000000, got "100"$/],
    [{ rateLimit: 60 }, /^accounts\.key_\w{8}: rate limit is 1 to .*, got 60$/],
    [{ rateLimit: ["60/min"] }, /^accounts\.key_\w{8}: rate limit is 1 to .*, got an array of 1 item$/],
    [{ concurrency: "5" }, /^accounts\.key_\w{8}: concurrency is a whole number of tasks from 1, got "5"$/],
    [{ concurrency: 0 }, /^accounts\.key_\w{8}: concurrency is a whole number/],
    [
      { policy: { longestDuration: "x" } },
      /^accounts\.key_\w{8}\.policy\.longestDuration must be a whole number/,
    ],
    [5, /^accounts\.key_\w{8} must be an object such as/],
  ])("refuse to start with %j, and keep the key to themselves", async (given, message) => {
    const odd = { "sk-secret": given } as unknown as NonNullable<MockOptions["accounts"]>;
    const error = await serve({ ...STILL, accounts: odd }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "INVALID_OPTION", message: expect.stringMatching(message) });
    expect(String(error)).not.toContain("secret");
  });
});

it("never let two submits of one turn of the event loop both pass a daily limit for one", async () => {
  const mock = await composeMock({ ...STILL, policy: { dailyCredits: PLAIN_COST } });
  const request = {
    authorization: "Bearer key-a",
    contentType: "application/json",
    body: JSON.stringify(plainBody),
    linkBase: "http://wan-mock.test",
  };
  const answers = await Promise.all([1, 2, 3].map(() => mock.parts.engine.submit(request)));
  await mock.release();
  expect(answers.map(({ status }) => status)).toEqual([200, 400, 400]);
  for (const { body, findings } of answers.slice(1)) {
    expect(JSON.parse(body)).toEqual(dailyRefusal(29.24, 29.24));
    expect(findings.map(({ rule }) => rule)).toEqual(["policy-daily-credits"]);
  }
});
