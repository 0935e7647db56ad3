import { describeHabit, type StoryClient } from "./describe-habit.js";

const STALE = { authorization: "Bearer stale" };
const keys = { keys: ["key-a", "key-b"] };

const stale = async (client: StoryClient, calls: number) => {
  for (let call = 0; call < calls; call++) await client.query("task-unified-1798804800-2tye5gzw", STALE);
};
const says = (count: number, route: string) =>
  `a key that was refused with 401 was used ${count} times more, most recently for a call of the operation ${route}; stop at a 401 and go on with another key`;

describeHabit(
  "goes-on-with-refused-key",
  [
    {
      name: "the same query three times",
      options: keys,
      act: (client) => stale(client, 3),
      says: [says(2, "query")],
    },
    {
      name: "on and on, whatever is asked",
      options: keys,
      act: async (client) => {
        await stale(client, 20);
        for (let call = 0; call < 3; call++) await client.submit({}, STALE);
        for (let call = 0; call < 3; call++) await client.mock.send({ path: "/v1/credits", headers: STALE });
      },
      says: [says(25, "credits")],
    },
    {
      name: "a scenario refuses a key that is accepted elsewhere",
      act: async (client) => {
        client.mock.scenario("unauthorized", { times: 3 });
        for (let call = 0; call < 3; call++) await client.submit({ prompt: `video ${call}` });
      },
      says: [says(2, "submit")],
    },
    {
      name: "each of two keys",
      options: keys,
      act: async (client) => {
        for (let call = 0; call < 3; call++)
          for (const key of ["one", "two"])
            await client.mock.send({ path: "/v1/models", headers: { authorization: `Bearer ${key}` } });
      },
      says: [says(2, "models"), says(2, "models")],
    },
  ],
  [
    { name: "twice", options: keys, act: (client) => stale(client, 2) },
    {
      name: "once for each operation and task, as a test does on purpose",
      options: keys,
      act: async (client) => {
        await client.submit({}, STALE);
        for (const path of [
          "/v1/credits",
          "/v1/models",
          "/v1/tasks/task-unified-1-a",
          "/v1/tasks/task-unified-1-b",
        ])
          await client.mock.send({ path, headers: STALE });
      },
    },
    {
      name: "another key each time",
      options: keys,
      act: async (client) => {
        for (const key of ["one", "two", "three", "four"])
          await client.submit({}, { authorization: `Bearer ${key}` });
      },
    },
    {
      name: "a key that is accepted in between",
      act: async (client) => {
        for (let call = 0; call < 3; call++) {
          client.mock.scenario("unauthorized");
          await client.submit({ prompt: `video ${call}` });
          await client.submit({ prompt: `video ${call}, again` });
        }
      },
    },
    {
      name: "no key at all: nobody knows whose calls they are",
      act: async (client) => {
        for (let call = 0; call < 5; call++)
          await client.mock.send({ path: "/v1/credits", headers: { authorization: "" } });
      },
    },
  ],
);
