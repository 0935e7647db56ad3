import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A callback receiver on this machine. */
export interface Receiver {
  readonly url: string;
  /** Bodies received, in order. */
  readonly received: {
    readonly path: string;
    readonly body: string;
    readonly headers: IncomingMessage["headers"];
  }[];
  close(): Promise<void>;
}

/** Starts a receiver; `answer` writes the response, or leaves it hanging. */
export async function startReceiver(
  answer: (response: ServerResponse, count: number) => void,
): Promise<Receiver> {
  const received: Receiver["received"] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ path: request.url ?? "", body, headers: request.headers });
      answer(response, received.length);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Answers every callback with one status. */
export const status =
  (code: number, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(code, headers).end("seen");
  };
