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
      name: "a refusal that a scenario forced once, though the second passes",
      act: async (client) => {
        await client.submit({}, forced("model-access-denied"));
        await client.submit();
      },
      says: [
        "a body that was refused with 403 model_access_denied was submitted again as it was; have the model granted to the key first",
      ],
    },
  ],
  [
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
