import { once } from "node:events";
import { connect, type Socket } from "node:net";

/** An answer as it came over a socket. */
export interface RawReply {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Opens a connection to a mock. */
export async function openSocket(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, "connect");
  return socket;
}

/**
 * Sends bytes as they are and reads until the server ends the connection.
 *
 * @param parts - written one after the other, each when the socket has room
 */
export async function sendRaw(url: string, ...parts: readonly (string | Uint8Array)[]): Promise<RawReply> {
  const socket = await openSocket(url);
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  // The server may answer and hang up before everything is written.
  socket.on("error", () => undefined);
  const closed = once(socket, "close");
  for (const part of parts) {
    if (socket.destroyed || !socket.writable) break;
    if (!socket.write(part)) await Promise.race([once(socket, "drain"), closed]);
  }
  await closed;
  return parseReply(Buffer.concat(chunks).toString("utf8"));
}

/** Splits an answer into status, head and body. */
export function parseReply(text: string): RawReply {
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: end < 0 ? "" : text.slice(end + 4),
  };
}

/** The text of a POST to the submit route that closes its connection afterwards. */
export function submitHead(headers: readonly string[]): string {
  return [
    "POST /v1/videos/generations HTTP/1.1",
    "Host: 127.0.0.1",
    "Connection: close",
    ...headers,
    "",
    "",
  ].join("\r\n");
}
