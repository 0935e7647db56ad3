import { once } from "node:events";
import http, { type IncomingMessage } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import tls from "node:tls";
import { destinationOf, paidDestination, type StoppedCall, StoppedCalls } from "./destination.js";
import { type ForwardParts, forward } from "./forward.js";
import { type FirstBytes, isTls, namedHost, readFirstBytes } from "./named-host.js";
import type { HostCertificate } from "./temporary-authority.js";
import { connectTo, tunnelTo, unreachable, upstreamFor } from "./upstream.js";

export interface ProxyParts extends Omit<ForwardParts, "refusals" | "ended"> {
  readonly certificate: Pick<HostCertificate, "certificate" | "key">;
  /** Called once for each host and reason. */
  readonly onRefusal: (refusal: StoppedCall) => void;
}

export interface MockProxy {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  /** Calls that were not let through, by host. */
  readonly refused: ReadonlyMap<string, number>;
  /** Cuts every connection and frees the port. */
  close(): Promise<void>;
}

/** More than servers take, so that it is they who refuse. */
const MOST_HEAD_BYTES = 1 << 20;

/** Tunnels that may wait to be taken in. */
const BACKLOG = 1024;

/**
 * Starts a proxy, on this machine's own address alone, that has the mock answer for the paid host: in place of it
 * behind `CONNECT`, with a certificate for it, as well as to plain requests. No call to any other host of the paid
 * service passes.
 */
export async function startMockProxy(parts: ProxyParts): Promise<MockProxy> {
  const refusals = new StoppedCalls(parts.onRefusal);
  const ended = new AbortController();
  const secure = tlsSide(parts, refusals);
  const open = new Set<Socket>();
  const passing: ConnectParts = { ...parts, refusals, secure, ended: ended.signal };
  const server = http.createServer(
    { keepAliveTimeout: 65_000, maxHeaderSize: MOST_HEAD_BYTES },
    (request, response) => forward(request, response, passing),
  );
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  server.on("connect", (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on("error", () => undefined);
    connect(request, socket, head, passing).catch(() => socket.destroy());
  });
  server.on("clientError", (_error, socket: Socket) => {
    if (socket.writable)
      answer(socket, 400, "This is the HTTP proxy of wan-mock run: what came is no HTTP/1.1");
    else socket.destroy();
  });
  server.listen({ host: "127.0.0.1", port: 0, backlog: BACKLOG });
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    refused: refusals.counts,
    close: async () => {
      ended.abort();
      const closed = once(server, "close");
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

interface ConnectParts extends ForwardParts {
  readonly secure: (raw: Socket) => void;
}

/** Answers `CONNECT`. */
async function connect(
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
  parts: ConnectParts,
): Promise<void> {
  const destination = destinationOf(request.url ?? "", 443);
  if (destination === undefined) {
    answer(socket, 400, `CONNECT names a host and a port, got "${(request.url ?? "").slice(0, 100)}"`);
    return;
  }
  if (destination.to === "unsimulated") {
    answer(socket, 502, parts.refusals.unsimulated(destination.host));
    return;
  }
  if (destination.to === "elsewhere" && parts.network === "closed") {
    answer(socket, 403, parts.refusals.closed(destination.host));
    return;
  }
  if (destination.to === "mock") {
    accept(socket);
    await answerAsPaidHost(socket, await readFirstBytes(socket, head), parts);
    return;
  }
  const gone = new AbortController();
  socket.once("close", () => gone.abort());
  const signal = AbortSignal.any([gone.signal, parts.ended]);
  let far: Socket;
  try {
    const upstream =
      destination.to === "here" ? undefined : upstreamFor("https", destination.host, parts.environment);
    far = await tunnelTo(destination, upstream, signal);
  } catch (error) {
    answer(socket, 502, unreachable(destination.host, error));
    return;
  }
  accept(socket);
  if (destination.to === "here") {
    if (head.length > 0) socket.unshift(head);
    pipeBothWays(socket, far);
  } else await joinUnlessPaid(socket, head, far, parts);
}

/**
 * A client that looked the paid host up by itself names an address, and another name may lead there too; but TLS greets
 * the host by name in clear, and so does HTTP. The far side may speak meanwhile: there are protocols where it does so
 * first.
 */
async function joinUnlessPaid(socket: Socket, head: Buffer, far: Socket, parts: ConnectParts): Promise<void> {
  const cut = () => socket.destroy();
  far.once("error", cut).pipe(socket);
  const first = await readFirstBytes(socket, head);
  far.off("error", cut).unpipe(socket);
  const paid = paidDestination(namedHost(first.bytes));
  if (paid === undefined) {
    far.write(first.bytes);
    pipeBothWays(socket, far);
    return;
  }
  far.destroy();
  if (paid.to === "mock") await answerAsPaidHost(socket, first, parts);
  else {
    parts.refusals.unsimulated(paid.host);
    socket.destroy();
  }
}

/** Hands a tunnel to the paid host to the mock: what is TLS in it without the TLS. */
async function answerAsPaidHost(socket: Socket, first: FirstBytes, parts: ConnectParts): Promise<void> {
  if (first.isCut) {
    socket.destroy();
    return;
  }
  socket.unshift(first.bytes);
  if (isTls(first.bytes)) parts.secure(socket);
  else await joinMock(socket, socket, parts);
}

/** @param raw - the client's connection itself, to be reset where the mock resets */
async function joinMock(near: Socket, raw: Socket, { mock }: Pick<ProxyParts, "mock">): Promise<void> {
  const gone = new AbortController();
  near.once("close", () => gone.abort());
  const far = await connectTo(mock, gone.signal);
  pipeBothWays(near, far, () => raw.resetAndDestroy());
}

/** Takes the TLS off connections to the paid host. */
function tlsSide(parts: ProxyParts, refusals: StoppedCalls): (raw: Socket) => void {
  const { certificate, key } = parts.certificate;
  // The mock speaks HTTP/1.1, and so does the proxy in place of the paid host.
  const server = tls.createServer({ cert: certificate, key, ALPNProtocols: ["http/1.1"] });
  const raws = new Map<number | undefined, Socket>();
  server.on("secureConnection", (socket) => {
    socket.on("error", () => undefined);
    const raw = raws.get(socket.remotePort) ?? socket;
    joinMock(socket, raw, parts).catch(() => raw.destroy());
  });
  server.on("tlsClientError", (error: NodeJS.ErrnoException, socket) => {
    refusals.distrusted(error);
    socket.destroy();
  });
  return (raw) => {
    const { remotePort } = raw;
    raws.set(remotePort, raw);
    raw.once("close", () => raws.delete(remotePort));
    server.emit("connection", raw);
  };
}

function accept(socket: Socket): void {
  socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
}

function answer(socket: Socket, status: number, sentence: string): void {
  const body = `${sentence}\n`;
  socket.end(
    `HTTP/1.1 ${status} ${http.STATUS_CODES[status] ?? ""}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/**
 * Lets two connections speak with each other until both have ended. One that breaks takes the other along.
 *
 * @param onBreak - in place of destroying `near` when `far` breaks
 */
function pipeBothWays(near: Duplex, far: Duplex, onBreak: () => void = () => near.destroy()): void {
  near.pipe(far);
  far.pipe(near);
  // Whose reader has seen its end may still be written out on the other side.
  near.once("close", () => near.readableEnded || far.destroy());
  far.once("close", () => far.readableEnded || onBreak());
  for (const stream of [near, far]) stream.on("error", () => undefined);
}
