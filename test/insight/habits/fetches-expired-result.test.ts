import { describeHabit } from "./describe-habit.js";

describeHabit(
  "fetches-expired-result",
  [
    {
      name: "a day later",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.wait("25h");
        await client.download(id);
      },
      says: [
        "the result of TASK was asked for 25 h after it completed, when its link had expired; download it at once and keep the file",
      ],
    },
    {
      name: "again, after it had been fetched in time: the link is kept in place of the file",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.download(id);
        await client.wait("24h");
        await client.download(id);
      },
      says: [
        "the result of TASK was asked for 24 h after it completed, when its link had expired; download it at once and keep the file",
      ],
    },
    {
      name: "minutes after it was told, of a link that a scenario killed early",
      act: async (client) => {
        const id = await client.task({}, { "x-wan-mock-scenario": "download/link-dies-early" });
        await client.queries(id, ["5s"]);
        await client.wait("5m");
        await client.download(id);
      },
      says: [
        "the result of TASK was asked for 5 min after it completed, when its link had expired; download it at once and keep the file",
      ],
    },
  ],
  [
    {
      name: "just before the day is over",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.wait("23h");
        await client.download(id);
      },
    },
    {
      name: "at once, of a link that a scenario killed",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.download(id, { "x-wan-mock-scenario": "download/link-dies-early" });
      },
    },
  ],
);
