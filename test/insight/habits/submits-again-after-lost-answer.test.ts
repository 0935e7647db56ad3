import { expect } from "vitest";
import { describeHabit } from "./describe-habit.js";

const KEY = { "idempotency-key": "one-video-of-rain" };
const OTHER = { "idempotency-key": "another-video-of-rain" };

describeHabit(
  "submits-again-after-lost-answer",
  [
    {
      name: "without a key",
      act: async (client) => {
        await client.lost();
        await client.submit();
      },
      says: [
        "a body whose answer was lost was submitted again without an Idempotency-Key: TASK had been accepted, so it is paid for twice; send the same Idempotency-Key again",
      ],
    },
    {
      name: "with another key",
      act: async (client) => {
        await client.lost({}, KEY);
        await client.wait("1h");
        await client.submit({}, OTHER);
      },
      says: [
        "a body whose answer was lost was submitted again with another Idempotency-Key: TASK had been accepted, so it is paid for twice; send the same Idempotency-Key again",
      ],
    },
    {
      name: "after an answer that nobody can read",
      act: async (client) => {
        await expect(client.submit({}, { "x-wan-mock-scenario": "malformed-json" })).rejects.toThrow("JSON");
        await client.submit();
      },
      says: [
        "a body whose answer was lost was submitted again without an Idempotency-Key: TASK had been accepted, so it is paid for twice; send the same Idempotency-Key again",
      ],
    },
    {
      name: "after a connection that broke, when nobody can know what came of it",
      act: async (client) => {
        await expect(client.submit({}, { "x-wan-mock-scenario": "reset" })).rejects.toThrow();
        await client.submit();
      },
      says: [
        "a body whose answer was lost was submitted again without an Idempotency-Key: what came of the first is unknown; send the same Idempotency-Key again",
      ],
    },
    {
      name: "twice: money is spent twice more",
      act: async (client) => {
        await client.lost();
        await client.lost();
        await client.submit();
      },
      says: Array.from(
        { length: 2 },
        () =>
          "a body whose answer was lost was submitted again without an Idempotency-Key: TASK had been accepted, so it is paid for twice; send the same Idempotency-Key again",
      ),
    },
  ],
  [
    {
      name: "with the same key",
      act: async (client) => {
        await client.lost({}, KEY);
        const reply = await client.submit({}, KEY);
        expect(reply.headers["idempotency-replayed"]).toBe("true");
      },
    },
    {
      name: "another body",
      act: async (client) => {
        await client.lost();
        await client.submit({ prompt: "Another film" });
      },
    },
    {
      name: "a body that differs in one number",
      act: async (client) => {
        await client.lost();
        await client.submit({ seed: 3 });
      },
    },
    {
      name: "the same body of another key",
      act: async (client) => {
        await client.lost();
        await client.submit({}, { authorization: "Bearer key-b" });
      },
    },
    {
      name: "the same body after an answer that was only slow",
      act: async (client) => {
        const slow = client.submit({}, { "x-wan-mock-scenario": "slow-body" });
        await expect.poll(() => client.mock.journal.requests()).toHaveLength(1);
        await client.wait("1h");
        await slow;
        await client.submit();
      },
    },
  ],
);
