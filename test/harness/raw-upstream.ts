import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A service of a test's own that writes its answers byte by byte. */
export interface RawUpstream {
  readonly url: string;
  /** The requests that came in, head and body, each as far as it has come. */
  readonly requests: readonly string[];
}

/**
 * Starts a service that answers each connection as a test has it.
 *
 * @param answer - called once a connection with the socket, when the head and the announced body of its request are in
 */
export async function rawUpstream(answer: (socket: Socket, request: string) => void): Promise<RawUpstream> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
    let text = "";
    const place = requests.push("") - 1;
    const take = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      requests[place] = text;
      if (!isWhole(text)) return;
      socket.off("data", take);
      answer(socket, text);
    };
    socket.on("data", take);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests };
}

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  if (/\r\ntransfer-encoding: chunked/i.test(text)) return text.endsWith("0\r\n\r\n");
  const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return text.length >= end + 4 + length;
}
