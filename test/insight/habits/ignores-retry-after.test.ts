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
        await client.wait("20s");
        await client.submit({ prompt: "two" });
      },
      says: [
        "a submit came 20 s after a 429 that said Retry-After: 60; wait that long before the next submit of the key",
      ],
      also: ["retries-without-idempotency-key"],
    },
    {
      name: "a query at once, twice",
      options: { rateLimitQueries: "1/min", pace: "1h" },
      act: async (client) => {
        const id = await client.task();
        for (let count = 0; count < 4; count++) await client.query(id);
      },
      says: [
        "a query came too early 2 times, most recently at the same instant as a 429 that said Retry-After: 60; wait that long before the next query of the key",
      ],
    },
    {
      name: "one body after the other, on and on: that many processes hardly share a key",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        for (let count = 0; count < 23; count++) await client.submit({ prompt: `video ${count}` });
      },
      says: [
        "a submit came at the same instant as a 429 that said Retry-After: 60; wait that long before the next submit of the key",
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
      name: "a submit after 30 s, the longest that the vendor's own clients wait",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        await client.submit({ prompt: "one" });
        await client.submit({ prompt: "two" });
        await client.wait("30s");
        await client.submit({ prompt: "two" });
      },
    },
    {
      name: "a submit of another process with the same key",
      options: { rateLimit: "1/min" },
      act: async (client) => {
        await client.submit({ prompt: "one" });
        await client.submit({ prompt: "two" });
        await client.wait("1s");
        await client.submit({ prompt: "three" });
      },
    },
    {
      name: "tasks that are asked for side by side, each after its own wait",
      options: { rateLimitQueries: "1/min", pace: "1h" },
      act: async (client) => {
        const ids: string[] = [];
        for (let count = 0; count < 30; count++) ids.push(await client.task({ prompt: `video ${count}` }));
        for (let round = 0; round < 3; round++) {
          for (const id of ids) await client.queries(id, ["1s"]);
          await client.wait("5s");
        }
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
