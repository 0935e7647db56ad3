import { describeHabit } from "./describe-habit.js";

const hook = { callback_url: "https://app.example.com/hooks" };

describeHabit(
  "stops-polling",
  [
    {
      name: "it looks twice and never again",
      act: async (client) => {
        await client.queries(await client.task(), ["0s", "1s"]);
        await client.wait("1h");
      },
      says: [
        "TASK has completed and the client does not know: it was processing at the last of 2 queries, and no callback came; ask until the task has ended",
      ],
    },
    {
      name: "the task failed in the meantime",
      act: async (client) => {
        await client.query(await client.task({}, { "x-wan-mock-scenario": "generation-timeout" }));
        await client.wait("1h");
      },
      says: [
        "TASK has failed and the client does not know: it was pending at the last of 1 query, and no callback came; ask until the task has ended",
      ],
      severity: "warn",
    },
    {
      name: "it looks once, as a person may",
      act: async (client) => {
        await client.query(await client.task());
        await client.wait("1h");
      },
      says: [
        "TASK has completed and the client does not know: it was pending at the last of 1 query, and no callback came; ask until the task has ended",
      ],
      severity: "warn",
    },
    {
      name: "its callback is given up and it never asks",
      options: { forwardTo: "http://127.0.0.1:9/hooks" },
      act: async (client) => {
        await client.task(hook);
        await client.wait("1h");
      },
      says: [
        "TASK has completed and the client does not know: its callback was given up and it never asked; ask until the task has ended",
      ],
      also: ["refuses-callbacks"],
    },
  ],
  [
    {
      name: "it asks until the end",
      act: async (client) => client.queries(await client.task(), ["0s", "5s"]),
    },
    {
      name: "the task has not ended yet",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), ["0s", "5s"]),
    },
    {
      name: "it gives up a task that never ends",
      act: async (client) => {
        await client.queries(await client.task({}, { "x-wan-mock-scenario": "stuck-pending" }), [
          "5s",
          "10s",
          "20s",
        ]);
        await client.wait("24h");
      },
    },
    {
      name: "it gives up after five minutes, and the task completes later",
      options: { pace: "15m" },
      act: async (client) => {
        await client.queries(await client.task(), [
          "5s",
          "10s",
          "20s",
          ...Array.from({ length: 8 }, () => "30s"),
        ]);
        await client.wait("24h");
      },
    },
    {
      name: "it never looked: a test that is about the submit",
      act: async (client) => {
        await client.task();
        await client.wait("1h");
      },
    },
    {
      name: "it waits for a callback that the mock withholds",
      act: async (client) => {
        await client.query(await client.task(hook));
        await client.wait("1h");
      },
    },
    {
      name: "its query after the end is refused",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["0s"]);
        await client.wait("1h");
        await client.query(id, { "x-wan-mock-scenario": "query/internal-error" });
      },
    },
  ],
);
