import { describeHabit } from "./describe-habit.js";

const forced = (name: string) => ({ "x-wan-mock-scenario": name });

describeHabit(
  "retries-what-cannot-succeed",
  [
    {
      name: "a body that breaks the contract, as it was",
      act: async (client) => {
        await client.submit({ duration: 99 });
        await client.submit({ duration: 99 });
      },
      says: [
        "a body that was refused with 400 invalid_request was submitted again as it was; change the body first",
      ],
    },
    {
      name: "an account without credits",
      options: { balance: 1 },
      act: async (client) => {
        await client.submit();
        await client.submit();
      },
      says: [
        "a body that was refused with 402 insufficient_quota was submitted again as it was; top up the account first",
      ],
    },
    {
      name: "a refusal that a scenario forces",
      act: async (client) => {
        client.mock.scenario("model-access-denied", { times: 2 });
        await client.submit();
        await client.submit();
      },
      says: [
        "a body that was refused with 403 model_access_denied was submitted again as it was; have the model granted to the key first",
      ],
    },
    {
      name: "refusals of several codes, each with its count",
      act: async (client) => {
        const key = forced("http-402-key-quota-exhausted");
        for (const headers of [key, key, key, forced("insufficient-quota"), forced("insufficient-quota")])
          await client.submit({}, headers);
      },
      says: [
        "a body that was refused with 402 key_quota_exhausted (3 times) and 402 insufficient_quota was submitted again as it was; top up the account first",
      ],
    },
  ],
  [
    {
      name: "what the mock refused, since the scenario of the request was misspelt",
      act: async (client) => {
        await client.submit({}, forced("insufficient-quta"));
        await client.submit({}, forced("insufficient-quota"));
        await client.submit({}, forced("query/rate-limited:x"));
        await client.submit({}, forced("query/rate-limited:x"));
        await client.submit();
      },
    },
    {
      name: "what passes once the scenario that refused it is used up",
      act: async (client) => {
        client.mock.scenario("invalid-request");
        await client.submit();
        await client.submit();
      },
    },
    {
      name: "what is refused for another reason",
      act: async (client) => {
        await client.submit({}, forced("insufficient-quota"));
        await client.submit({}, forced("model-access-denied"));
      },
    },
    {
      name: "another body",
      act: async (client) => {
        await client.submit({ duration: 99 });
        await client.submit({ duration: 9 });
      },
    },
    {
      name: "an account that was topped up",
      options: { balance: 1 },
      act: async (client) => {
        await client.submit();
        await client.mock.send({
          method: "PUT",
          path: "/_mock/accounts/key-a",
          body: JSON.stringify({ balance: 1000 }),
        });
        await client.submit();
      },
    },
    {
      name: "what may succeed",
      act: async (client) => {
        await client.submit({}, forced("http-503"));
        await client.submit({}, forced("http-503"));
      },
    },
  ],
);
