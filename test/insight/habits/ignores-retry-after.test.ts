import { describeHabit } from "./describe-habit.js";

describeHabit(
  "ignores-retry-after",
  [
    {
      name: "a submit before a minute is over",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        await client.submit({ prompt: "one" });
        await client.submit({ prompt: "two" });
        await client.wait("30s");
        await client.submit({ prompt: "three" });
      },
      says: [
        "a submit came 30 s after a 429 that said Retry-After: 60; wait that long before the next submit of the key",
      ],
    },
    {
      name: "a query at once, twice",
      options: { rateLimitQueries: "1/min", pace: "1h" },
      act: async (client) => {
        const id = await client.task();
        for (let count = 0; count < 4; count++) await client.query(id);
      },
      says: [
        "a query came at the same instant as a 429 that said Retry-After: 60; wait that long before the next query of the key",
      ],
    },
    {
      name: "a scenario that says when to come again",
      act: async (client) => {
        await client.submit({ prompt: "one" }, { "x-wan-mock-scenario": "rate-limited" });
        await client.submit({ prompt: "two" });
      },
      says: [
        "a submit came at the same instant as a 429 that said Retry-After: 1; wait that long before the next submit of the key",
      ],
    },
  ],
  [
    {
      name: "a submit when the time is over",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        await client.submit({ prompt: "one" });
        await client.submit({ prompt: "two" });
        await client.wait("60s");
        await client.submit({ prompt: "three" });
      },
    },
    {
      name: "a timer that rings a little early",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        await client.submit({ prompt: "one" });
        await client.submit({ prompt: "two" });
        await client.wait("59995ms");
        await client.submit({ prompt: "three" });
      },
    },
    {
      name: "a query while submits have to wait",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        const id = await client.task();
        await client.submit({ prompt: "two" });
        await client.query(id);
      },
    },
    {
      name: "a submit of another key",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        await client.submit({ prompt: "one" });
        await client.submit({ prompt: "two" });
        await client.submit({ prompt: "three" }, { authorization: "Bearer key-b" });
      },
    },
    {
      name: "a submit after the clock was put back to its start",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        await client.wait("10m");
        await client.submit({ prompt: "one" });
        await client.submit({ prompt: "two" });
        await client.control("reset", { scope: "clock" });
        await client.submit({ prompt: "three" }, { authorization: "Bearer key-a" });
      },
    },
  ],
);
