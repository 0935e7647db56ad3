import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describeHabit } from "./describe-habit.js";

const hook = { callback_url: "https://app.example.com/hooks" };
/** Answers with the status that its path names. */
const server = createServer((request, response) =>
  response.writeHead(Number(request.url?.slice(1))).end(),
).listen(0, "127.0.0.1");
await once(server, "listening");
server.unref();
const answering = (status: number) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/${status}`;

describeHabit(
  "refuses-callbacks",
  [
    {
      name: "a receiver that answers 500 each time",
      options: { forwardTo: answering(500) },
      act: async (client) => {
        const id = await client.task(hook);
        await client.wait("1h");
        await client.query(id);
        await client.download(id);
      },
      says: [
        "the receiver answered 500 (4 times), most recently at attempt 4 for TASK, the last one; answer 2xx to every callback",
      ],
    },
    {
      name: "a receiver that sends elsewhere",
      options: { forwardTo: answering(302) },
      act: async (client) => {
        const id = await client.task(hook);
        await client.wait("3s");
        await client.query(id);
        await client.download(id);
      },
      says: ["the receiver answered 302 at attempt 1 for TASK; answer 2xx to every callback"],
    },
    {
      name: "a receiver that nobody reaches",
      options: { forwardTo: "http://127.0.0.1:9/hooks" },
      act: async (client) => {
        const id = await client.task(hook);
        await client.wait("1h");
        await client.query(id);
        await client.download(id);
      },
      says: [
        "the receiver could not be reached (connection refused: nothing listens there) (4 times), most recently at attempt 4 for TASK, the last one; answer 2xx to every callback",
      ],
    },
  ],
  [
    {
      name: "a receiver that answers 202",
      options: { forwardTo: answering(202) },
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
