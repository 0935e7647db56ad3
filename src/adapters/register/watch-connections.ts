import { syncBuiltinESMExports } from "node:module";
import net, { type Socket, type SocketConstructorOpts } from "node:net";
import tls, { type ConnectionOptions } from "node:tls";
import { paidHostOf } from "../../hosts/paid-host.js";
import { isNear, isRunProxy } from "./mock-address.js";
import { fail, markSettled, refusal, reroute } from "./reroute.js";
import { wrapFunction } from "./wrap-function.js";

/** The options of both `connect` functions, whichever way they are called. */
type ConnectTarget = ConnectionOptions & { host?: string; path?: string | null };
type Listener = (() => void) | undefined;

/**
 * Watches the two places that every HTTP client of Node passes: `tls.connect` and the `connect` of a socket. The rest of
 * a client (agents, pools, dispatchers) stays as it is.
 */
export function watchConnections(): void {
  wrapFunction(tls, "connect", (connect, _self, args) => {
    const { target, listener } = targetOf(args);
    const host = tlsHostOf(target);
    return host === undefined ? connect(args) : securely(host, target, listener);
  });
  wrapFunction(net.Socket.prototype, "connect", (connect, self, args) => {
    const socket = self as Socket;
    const { target, listener } = targetOf(args);
    // Clients say `path: null` where they mean none.
    const isLocal = target.path != null && target.path !== "";
    const host = isLocal ? undefined : paidHostOf(target.host ?? "");
    if (host === undefined) {
      if (!isLocal && isOutOfReach(target.host)) {
        const reason = "the network is closed (--network closed); --network open lets it through";
        return fail(socket, refusal(target.host, reason, "NETWORK_CLOSED"));
      }
      if (isRunProxy(target.host, target.port)) markSettled(socket);
      return connect(args);
    }
    if (socket instanceof tls.TLSSocket) {
      const reason = "the client opens TLS by itself; point its base URL at WAN_MOCK_URL";
      return fail(socket, refusal(host, reason));
    }
    return reroute(socket, host, target, listener);
  });
  syncBuiltinESMExports();
}

/** Whether `wan-mock run --network closed` keeps a host out of reach. */
function isOutOfReach(host: string | undefined): host is string {
  return process.env["WAN_MOCK_NETWORK"] === "closed" && host !== undefined && !isNear(host);
}

function securely(host: string, target: ConnectTarget, listener: Listener): Socket {
  const socket = new MockSocket(target, host);
  if (listener !== undefined) socket.once("secureConnect", listener);
  // A tunnel that somebody opened through a proxy is not needed.
  target.socket?.destroy();
  if (!speaksHttp1(target.ALPNProtocols)) {
    const reason = "the client speaks HTTP/2 alone and the mock HTTP/1.1; switch HTTP/2 off in the client";
    return fail(socket, refusal(host, reason));
  }
  // Settings that a plain connection has too.
  const { keepAlive, keepAliveInitialDelay, noDelay } = target as Record<string, unknown>;
  return reroute(socket, host, { keepAlive, keepAliveInitialDelay, noDelay });
}

/**
 * The paid host that a TLS connection is for: by its address, or by the name it asks for over somebody else's address. A
 * server of this machine, or where the mock is, may take any name.
 */
function tlsHostOf({ host, servername, socket }: ConnectTarget): string | undefined {
  const named = paidHostOf(host ?? "");
  if (named !== undefined) return named;
  const isHere = host === undefined || isNear(host);
  return socket === undefined && isHere ? undefined : paidHostOf(servername ?? "");
}

function speaksHttp1(protocols: ConnectionOptions["ALPNProtocols"]): boolean {
  if (protocols === undefined) return true;
  const text = Array.isArray(protocols) ? protocols.join() : Buffer.from(protocols as Uint8Array).toString();
  return text === "" || text.includes("http/1.");
}

/** Reads arguments as `connect` does: options, a port with a host, or a path; options may follow; a listener last. */
function targetOf(args: readonly unknown[]): { target: ConnectTarget; listener: Listener } {
  // Node's own `net.connect` hands over a list that it has read already.
  const [first, ...rest] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const listener = rest.findLast((argument) => typeof argument === "function") as Listener;
  const options = Object.assign({}, ...rest.filter((argument) => isObject(argument))) as ConnectTarget;
  if (isObject(first)) return { target: { ...first, ...options }, listener };
  const host = typeof rest[0] === "string" ? { host: rest[0] } : {};
  const isPort = typeof first === "number" || /^\d+$/.test(String(first));
  const target = isPort ? { port: Number(first), ...host, ...options } : { path: String(first), ...options };
  return { target, listener };
}

function isObject(argument: unknown): argument is object {
  return typeof argument === "object" && argument !== null;
}

/**
 * A plain connection that looks like a TLS one: clients of the paid host insist on `https`, the mock speaks HTTP, and
 * what passes between two programs of one developer needs no secrecy.
 */
class MockSocket extends net.Socket {
  readonly encrypted = true;
  readonly authorized = true;
  readonly authorizationError = null;
  readonly alpnProtocol: string | false;
  readonly servername: string;
  secureConnecting = true;

  /** @param options - what the client handed to `tls.connect` */
  constructor(options: ConnectionOptions, servername: string) {
    const { allowHalfOpen, highWaterMark, onread, signal } = options as Record<string, unknown>;
    super({ allowHalfOpen, highWaterMark, onread, signal } as SocketConstructorOpts);
    this.servername = servername;
    this.alpnProtocol = options.ALPNProtocols === undefined ? false : "http/1.1";
    if (options.timeout !== undefined) this.setTimeout(options.timeout);
    this.once("connect", () =>
      process.nextTick(() => {
        this.secureConnecting = false;
        if (!this.destroyed) this.emit("secureConnect");
      }),
    );
  }
}

/** What a TLS socket can be asked or told beside, and what one without TLS says to it. */
const answers: Readonly<Record<string, unknown>> = {
  getPeerCertificate: {},
  getPeerX509Certificate: undefined,
  getCertificate: {},
  getX509Certificate: undefined,
  getCipher: { name: "NONE", standardName: "NONE", version: "none" },
  getProtocol: "none",
  getEphemeralKeyInfo: {},
  getSession: undefined,
  getTLSTicket: undefined,
  isSessionReused: false,
  setServername: undefined,
  setSession: undefined,
  setMaxSendFragment: true,
  disableRenegotiation: undefined,
};
for (const [name, answer] of Object.entries(answers)) {
  Object.defineProperty(MockSocket.prototype, name, {
    value: () => answer,
    configurable: true,
    writable: true,
  });
}
