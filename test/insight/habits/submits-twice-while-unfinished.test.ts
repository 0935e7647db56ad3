import { describeHabit } from "./describe-habit.js";

const says =
  "TASK has the same body as TASK, which is unfinished: paid for twice; look for a live task first, or tell the two apart with an Idempotency-Key each";

describeHabit(
  "submits-twice-while-unfinished",
  [
    {
      name: "the same body at once",
      act: async (client) => {
        await client.submit();
        await client.submit();
      },
      says: [says],
    },
    {
      name: "a double click",
      act: async (client) => {
        await Promise.all([client.submit(), client.submit()]);
      },
      says: [says],
    },
    {
      name: "the same value in another order of members",
      act: async (client) => {
        await client.submit({ duration: 5, seed: 3 });
        await client.submit({ seed: 3, duration: 5 });
      },
      says: [says],
    },
    {
      name: "an Idempotency-Key on one of the two",
      act: async (client) => {
        await client.submit({}, { "idempotency-key": "one-video-of-rain" });
        await client.submit();
      },
      says: [says],
    },
  ],
  [
    {
      name: "an Idempotency-Key on each: both are wanted",
      act: async (client) => {
        await client.submit({}, { "idempotency-key": "one-video-of-rain" });
        await client.submit({}, { "idempotency-key": "another-video-of-rain" });
      },
    },
    {
      name: "the same Idempotency-Key: the second is replayed",
      act: async (client) => {
        await client.submit({}, { "idempotency-key": "one-video-of-rain" });
        await client.submit({}, { "idempotency-key": "one-video-of-rain" });
      },
    },
    {
      name: "the first has ended",
      act: async (client) => {
        await client.submit();
        await client.wait("3s");
        await client.submit();
      },
    },
    {
      name: "the second is refused: nobody pays for it",
      options: { concurrency: 1 },
      act: async (client) => {
        await client.submit();
        await client.submit();
      },
    },
    {
      name: "another seed",
      act: async (client) => {
        await client.submit({ seed: 1 });
        await client.submit({ seed: 2 });
      },
    },
    {
      name: "another key of the API",
      act: async (client) => {
        await client.submit();
        await client.submit({}, { authorization: "Bearer key-b" });
      },
    },
    {
      name: "tasks were dropped in between",
      act: async (client) => {
        await client.submit();
        await client.control("reset", { scope: "tasks" });
        await client.submit();
      },
    },
  ],
);
