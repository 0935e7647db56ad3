import { describeHabit } from "./describe-habit.js";

const KEY = { "idempotency-key": "one-video-of-rain" };
const forced = (name: string) => ({ "x-wan-mock-scenario": name });

describeHabit(
  "retries-without-idempotency-key",
  [
    {
      name: "after a 429",
      act: async (client) => {
        await client.submit({}, forced("rate-limited"));
        await client.wait("1s");
        await client.submit();
      },
      says: [
        "a submit was tried again after a 429 without an Idempotency-Key; send the same Idempotency-Key with every try of one video",
      ],
    },
    {
      name: "after a 500, with another key",
      act: async (client) => {
        await client.submit({}, { ...forced("internal-error"), ...KEY });
        await client.submit({}, { "idempotency-key": "another-video-of-rain" });
      },
      says: [
        "a submit was tried again after a 500 with another Idempotency-Key; send the same Idempotency-Key with every try of one video",
      ],
    },
    {
      name: "several times, with each code and its count",
      act: async (client) => {
        for (const name of ["rate-limited", "http-503", "rate-limited", "http-502", "rate-limited"]) {
          await client.submit({}, forced(name));
          await client.wait("30s");
        }
        await client.submit();
      },
      says: [
        "submits were tried again 5 times without the same Idempotency-Key, after 429 (3 times), 503 and 502; send the same Idempotency-Key with every try of one video",
      ],
    },
  ],
  [
    {
      name: "what the mock refused, since the scenario of the request was misspelt",
      act: async (client) => {
        await client.submit({}, forced("http-503x"));
        await client.submit();
      },
    },
    {
      name: "a task that failed, submitted anew",
      act: async (client) => {
        const id = await client.task({}, forced("service-error"));
        await client.queries(id, ["5s"]);
        await client.wait("30s");
        await client.submit();
      },
    },
    {
      name: "with the same key",
      act: async (client) => {
        for (const name of ["rate-limited", "http-503", "internal-error"]) {
          await client.submit({}, { ...forced(name), ...KEY });
          await client.wait("30s");
        }
        await client.submit({}, KEY);
      },
    },
    {
      name: "another body, as for another model",
      act: async (client) => {
        await client.submit({}, forced("http-503"));
        await client.submit({ prompt: "Another film" });
      },
    },
    {
      name: "the same body much later",
      act: async (client) => {
        await client.submit({}, forced("http-503"));
        await client.wait("1h");
        await client.submit();
      },
    },
  ],
);
