import { describe, expect, it } from "vitest";
import { allowedQueries, queriesOfGuide } from "../../../src/insight/habits/query-allowance.js";
import { again, describeHabit } from "./describe-habit.js";

const advice = "wait 5 s, then twice as long each time up to 30 s, or submit a callback_url";
const failing = { "x-wan-mock-scenario": "query/internal-error" };

describeHabit(
  "polls-too-often",
  [
    {
      name: "every second",
      options: { pace: "1h" },
      act: async (client) => client.queries(await client.task(), again(21, "1s")),
      says: [`TASK was asked for 21 times within 20 s, where the guide's rhythm makes 4; ${advice}`],
    },
    {
      name: "about every two seconds, with jitter",
      options: { pace: "1h" },
      act: async (client) =>
        client.queries(
          await client.task(),
          ["2s", "2.4s", "1.7s", "2.1s", "1.8s"].flatMap((wait) => again(5, wait)),
        ),
      says: [`TASK was asked for 25 times within 48 s, where the guide's rhythm makes 5; ${advice}`],
    },
    {
      name: "every 30 seconds for an hour and a half: nobody follows a task that long",
      options: { pace: "30d" },
      act: async (client) => client.queries(await client.task(), again(183, "30s")),
      says: [`TASK was asked for 183 times within 91 min, where the guide's rhythm makes 185; ${advice}`],
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
        for (let count = 0; count < 21; count++) await client.query(id, failing);
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
      name: "10 minutes every 5 seconds, as the quickstart does",
      options: { pace: "10m" },
      act: async (client) => client.queries(await client.task(), again(120, "5s")),
    },
    {
      name: "as many tries of queries that fail as the vendor's clients make",
      options: { pace: "1h" },
      act: async (client) => {
        const id = await client.task();
        for (let count = 0; count < 10; count++) {
          for (const wait of ["5s", "1.5s", "3s"]) {
            await client.wait(wait);
            await client.query(id, failing);
          }
          await client.queries(id, ["4.5s"]);
        }
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
    {
      name: "queries that the mock refuses, since their scenario is misspelt",
      options: { pace: "1h" },
      act: async (client) => {
        const id = await client.task();
        for (let count = 0; count < 30; count++)
          await client.query(id, { "x-wan-mock-scenario": "query/rate-limitd" });
      },
    },
  ],
);

describe("how many queries are too many", () => {
  it.each([
    [0, 1],
    [1, 2],
    [30, 4],
    [120, 7],
    [180, 9],
    [300, 13],
    [600, 23],
  ])("the guide's rhythm makes in %i s: %i", (seconds, queries) => {
    expect(queriesOfGuide(seconds * 1000)).toBe(queries);
  });

  it.each([
    [0, 20],
    [72, 20],
    [120, 32],
    [600, 152],
    [720, 182],
    [86_400, 182],
  ])("%i s allow %i", (seconds, queries) => {
    expect(allowedQueries(seconds * 1000)).toBe(queries);
  });
});
