import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { EventStream } from "../../../../src/adapters/http/control/event-stream.js";
import { MemoryJournal } from "../../../../src/stores/memory/memory-journal.js";

/** Serves a stream on a free port while `act` reads it. */
async function streaming(
  pingMs: number,
  act: (open: (headers?: Record<string, string>) => Promise<Reader>, journal: MemoryJournal) => Promise<void>,
): Promise<void> {
  const journal = new MemoryJournal({ most: 100, age: 1000, now: () => 0 });
  const stream = new EventStream(journal, (entry) => entry, pingMs);
  const server = createServer((request, response) => stream.serve(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    await act(async (headers = {}) => {
      const [response] = (await once(
        get({ port, host: "127.0.0.1", headers, agent: false }),
        "response",
      )) as [IncomingMessage];
      return readerOf(response);
    }, journal);
  } finally {
    stream.close();
    server.close();
    server.closeAllConnections();
  }
}

interface Reader {
  /** All that was heard once it holds the text so many times. */
  until(text: string, times?: number): Promise<string>;
  leave(): void;
}

function readerOf(response: IncomingMessage): Reader {
  let heard = "";
  response.setEncoding("utf8").on("data", (part: string) => (heard += part));
  return {
    until: async (text, times = 1) => {
      while (heard.split(text).length <= times) await once(response, "data");
      return heard;
    },
    leave: () => response.destroy(),
  };
}

it("tells a quiet reader again and again that it lives, in comments that are no events", async () => {
  await streaming(2, async (open) => {
    const reader = await open();
    const heard = await reader.until(": ping\n\n", 3);
    expect(heard).toMatch(/^: [^\n]+\n\n(?:: ping\n\n)+$/);
  });
});

it("pings again when a reader comes after the last one went", async () => {
  await streaming(2, async (open) => {
    const first = await open();
    await first.until(": ping");
    first.leave();
    const second = await open();
    expect(await second.until(": ping")).toContain(": ping\n\n");
  });
});

it.each([
  ["2", ["id: 3"]],
  ["0", ["id: 1", "id: 2", "id: 3"]],
  ["3", []],
  ["none", []],
  ["-1", []],
])("resumes after Last-Event-ID %s", async (last, missed) => {
  await streaming(60_000, async (open, journal) => {
    const happen = () => journal.record({ kind: "clock", at: 0, move: "freeze", mode: "frozen" });
    for (let count = 0; count < 3; count++) happen();
    const reader = await open({ "last-event-id": last });
    await reader.until("\n\n");
    happen();
    expect((await reader.until("id: 4")).match(/^id: \d+$/gm)).toEqual([...missed, "id: 4"]);
  });
});
