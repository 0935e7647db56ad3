import { again, describeHabit } from "./describe-habit.js";

const waits = (seconds: readonly number[]) => seconds.map((one) => `${one}s`);

describeHabit(
  "interval-never-grows",
  [
    {
      name: "every second, as long as it lives",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), ["0s", ...again(8, "1s")]),
      says: [
        "TASK was asked for about every 1 s, 8 times on end, and the wait never grew; double it each time, up to 30 s",
      ],
    },
    {
      name: "about every two seconds, with jitter",
      options: { pace: "1h" },
      act: async (client) =>
        client.queries(await client.task(), ["0s", ...waits([2, 2.4, 1.7, 2.1, 1.8, 2.3, 1.6, 2.2, 1.9])]),
      says: [
        "TASK was asked for about every 1.9 s, 9 times on end, and the wait never grew; double it each time, up to 30 s",
      ],
    },
    {
      name: "ever faster",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), ["0s", ...waits([9, 8, 7, 6, 5, 4, 3, 2])]),
      says: [
        "TASK was asked for about every 3 s, 8 times on end, and the wait never grew; double it each time, up to 30 s",
      ],
    },
  ],
  [
    {
      name: "a task of 3 s polled three times",
      act: async (client) => client.queries(await client.task(), again(3, "1s")),
    },
    {
      name: "eight queries: too few to tell",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), again(8, "1s")),
    },
    {
      name: "waits that grow up to 10 s and stay there",
      options: { pace: "1h" },
      act: async (client) =>
        client.queries(
          await client.task(),
          waits([0, 1, 1.5, 2.25, 3.4, 5, 7.6, 10, 10, 10, 10, 10, 10, 10, 10]),
        ),
    },
    {
      name: "waits that grow by a tenth each time, with jitter",
      options: { pace: "1h" },
      act: async (client) =>
        client.queries(await client.task(), waits([0, 5, 5.6, 6.3, 6.5, 7.4, 7.9, 9, 9.6, 10.8])),
    },
    {
      name: "the longest wait that is asked for, from the start",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), again(15, "30s")),
    },
    {
      name: "a clock that stands still under the client",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), again(20, "0s")),
    },
    {
      name: "a clock that jumps between two queries",
      options: { pace: "30d" },
      act: async (client) =>
        client.queries(await client.task(), [...again(8, "1s"), "24h", ...again(9, "1s")]),
    },
  ],
);
