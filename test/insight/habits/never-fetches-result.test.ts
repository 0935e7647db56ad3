import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import { describeHabit } from "./describe-habit.js";

const says =
  "TASK has completed, the client was told, and its result was never downloaded; download it at once, the link lives for 24 hours";

/** A receiver that takes every callback, while `act` runs. */
const server = createServer((_request, response) => response.writeHead(204).end()).listen(0, "127.0.0.1");
await once(server, "listening");
server.unref();
const forwardTo = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
const hook = { callback_url: "https://app.example.com/hooks" };

describeHabit(
  "never-fetches-result",
  [
    {
      name: "it was shown the end",
      act: async (client) => client.queries(await client.task(), ["5s"]),
      says: [says],
    },
    {
      name: "it was called back",
      options: { forwardTo },
      act: async (client) => {
        await client.task(hook);
        await client.wait("5s");
      },
      says: [says],
    },
    {
      name: "it only asks whether there is a file",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.download(id, {}, "HEAD");
      },
      says: [says],
    },
    {
      name: "its download broke off",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.download(id, { "x-wan-mock-scenario": "download/reset" }).catch(() => undefined);
      },
      says: [says],
    },
    {
      name: "it is gone with the tasks that were dropped",
      act: async (client) => {
        await client.queries(await client.task(), ["5s"]);
        await client.control("reset", { scope: "tasks" });
      },
      says: [says],
    },
  ],
  [
    {
      name: "it downloads",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.download(id);
      },
    },
    {
      name: "it downloads a part",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.download(id, { range: "bytes=0-99" });
      },
    },
    {
      name: "it does not know yet",
      act: async (client) => {
        await client.task();
        await client.wait("5s");
      },
    },
    {
      name: "the task failed",
      act: async (client) =>
        client.queries(await client.task({}, { "x-wan-mock-scenario": "service-error" }), ["5s"]),
    },
    {
      name: "the task completed without a result, which is the mock's doing",
      act: async (client) => {
        const id = await client.task({}, { "x-wan-mock-scenario": "completed-without-results" });
        await client.wait("5s");
        // No document has such an answer.
        await expect(client.query(id)).rejects.toThrow("results");
      },
    },
    {
      name: "it comes too late, which another habit tells",
      act: async (client) => {
        const id = await client.task();
        await client.queries(id, ["5s"]);
        await client.wait("25h");
        await client.download(id);
      },
    },
  ],
);
