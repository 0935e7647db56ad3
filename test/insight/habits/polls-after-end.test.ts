import { expect } from "vitest";
import { again, describeHabit } from "./describe-habit.js";

const stop = 'stop at "completed" and at "failed"';

describeHabit(
  "polls-after-end",
  [
    {
      name: "three more after it completed",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["3s", "1s", "1s", "1s"]);
        await client.download(id);
      },
      says: [`TASK was asked for 3 times more after the client was told that it is completed; ${stop}`],
    },
    {
      name: "three more after it failed",
      act: async (client) =>
        client.queries(
          await client.task({}, { "x-wan-mock-scenario": "generation-timeout" }),
          again(4, "3s"),
        ),
      says: [`TASK was asked for 3 times more after the client was told that it is failed; ${stop}`],
    },
    {
      name: "on and on after it failed, as though it had not",
      act: async (client) =>
        client.queries(
          await client.task({}, { "x-wan-mock-scenario": "generation-timeout" }),
          again(15, "3s"),
        ),
      says: [`TASK was asked for 14 times more after the client was told that it is failed; ${stop}`],
      severity: "error",
    },
  ],
  [
    {
      name: "two more looks: of another process, of a person",
      act: async (client) => client.queries(await client.task(), again(3, "3s")),
    },
    {
      name: "queries that the mock refuses, since their scenario is misspelt",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["3s"]);
        for (let count = 0; count < 9; count++)
          await client.query(id, { "x-wan-mock-scenario": "query/rate-limitd" });
      },
    },
    {
      name: "the query that tells the end is the last",
      act: async (client) => client.queries(await client.task(), ["1s", "2s"]),
    },
    {
      name: "a query after an end that the client was not shown",
      act: async (client) => {
        const id = await client.task();
        await client.wait("1h");
        await expect(client.query(id, { "x-wan-mock-scenario": "query/reset" })).rejects.toThrow();
        await client.query(id, { "x-wan-mock-scenario": "query/internal-error" });
        await client.query(id);
      },
    },
    {
      name: "a query after a callback that told the end: it may be checked",
      act: async (client) => {
        const id = await client.task();
        await client.control(`tasks/${id}/complete`);
        await client.query(id);
      },
    },
  ],
);
