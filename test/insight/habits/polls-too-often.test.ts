import { again, describeHabit } from "./describe-habit.js";

const advice = "wait 5 s, then twice as long each time up to 30 s, or submit a callback_url";

describeHabit(
  "polls-too-often",
  [
    {
      name: "21 queries of a task that takes its time",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), again(21, "40s")),
      says: [`TASK was asked for 21 times within 800 s; ${advice}`.replace("800 s", "13 min")],
    },
    {
      name: "1000 queries at one instant of a task that never ends, which is the mock's doing",
      act: async (client) =>
        client.queries(await client.task({}, { "x-wan-mock-scenario": "stuck-pending" }), again(1000, "0s")),
      says: [`TASK was asked for 1000 times at one instant; ${advice}`],
    },
    {
      name: "queries that are refused count as well",
      options: { pace: "1h" },
      act: async (client) => {
        const id = await client.task();
        for (let count = 0; count < 21; count++)
          await client.query(id, { "x-wan-mock-scenario": "query/internal-error" });
      },
      says: [`TASK was asked for 21 times at one instant; ${advice}`],
    },
  ],
  [
    {
      name: "20 queries",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), again(20, "1s")),
    },
    {
      name: "20 queries each of two tasks",
      options: { pace: "1h" },
      act: async (client) => {
        await client.queries(await client.task(), again(20, "1s"));
        await client.queries(await client.task(), again(20, "1s"));
      },
    },
    {
      name: "queries of a task by another key",
      options: { pace: "1h" },
      act: async (client) => {
        const id = await client.task();
        for (let count = 0; count < 30; count++) await client.query(id, { authorization: "Bearer key-b" });
      },
    },
  ],
);
