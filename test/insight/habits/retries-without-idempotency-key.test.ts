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
  ],
  [
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
