import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describeHabit } from "./describe-habit.js";

const hook = { callback_url: "https://app.example.com/hooks" };
const silent = createServer(() => undefined).listen(0, "127.0.0.1");
const fast = createServer((_request, response) => response.writeHead(204).end()).listen(0, "127.0.0.1");
await Promise.all([once(silent, "listening"), once(fast, "listening")]);
silent.unref();
fast.unref();
const urlOf = (server: typeof silent) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;

describeHabit(
  "slow-receiver",
  [
    {
      name: "a receiver that takes longer than it may",
      options: { forwardTo: urlOf(silent), callbackPatience: "100ms" },
      act: async (client) => {
        const id = await client.task(hook);
        await client.wait("1h");
        await client.query(id);
        await client.download(id);
      },
      says: [
        "the receiver gave no answer within 10 s to 4 attempts, most recently to attempt 4 for TASK; answer 2xx first and do the work afterwards",
      ],
    },
  ],
  [
    {
      name: "a receiver that answers",
      options: { forwardTo: urlOf(fast) },
      act: async (client) => {
        await client.task(hook);
        await client.wait("1h");
      },
    },
    {
      name: "a receiver that nobody reaches",
      options: { forwardTo: "http://127.0.0.1:9/hooks" },
      act: async (client) => {
        await client.task(hook);
        await client.wait("1h");
      },
    },
    {
      name: "a callback that is withheld",
      act: async (client) => {
        await client.task(hook);
        await client.wait("1h");
      },
    },
  ],
);
