import { type EventEmitter, errorMonitor } from "node:events";
import net, { type Socket, type TcpNetConnectOpts } from "node:net";
import timers from "node:timers";
import { KitError, type KitErrorCode } from "../../errors/kit-error.js";
import { paidHostOf, simulatedHosts } from "../../hosts/paid-host.js";
import { type MockAddress, mockAddress } from "./mock-address.js";

const printed = new Set<string>();

/**
 * The error of a call that must not leave. Clients like to hide the cause of a failed call behind words of their own, so
 * stderr gets each sentence too, once.
 *
 * @param host - the host that the call was for
 * @param reason - why it cannot go to the mock, and what to do
 */
export function refusal(host: string, reason: string, code: KitErrorCode = "PAID_CALL_STOPPED"): KitError {
  const error = new KitError(code, `wan-mock stopped a call to ${host}: ${reason}`);
  if (!printed.has(error.message)) {
    printed.add(error.message);
    process.stderr.write(`${error.message}\n`);
  }
  return error;
}

/** Taken before a test can fake it: the preload comes first. */
const { setImmediate } = timers;

/** Sockets that lead to the mock in place of the paid host. */
const rerouted = new WeakSet();

/** Sockets that fail with the reason why they lead nowhere. */
const stopped = new WeakSet();

/** Node's own `connect` of a socket, taken before anything is replaced. */
const plainConnect = Reflect.get(net.Socket.prototype, "connect") as (
  this: Socket,
  options: TcpNetConnectOpts,
  listener?: () => void,
) => Socket;

/** Marks a socket that leads to the mock without being rerouted. */
export function markSettled(socket: object): void {
  rerouted.add(socket);
}

/** Whether it is settled where a socket leads: to the mock, or nowhere. */
export function isSettled(socket: object): boolean {
  return rerouted.has(socket) || stopped.has(socket);
}

/**
 * Connects a socket that was meant for the paid service to the mock; without a mock it fails as it would if the
 * host had no address.
 *
 * @param options - where the client wanted to go
 */
export function reroute(socket: Socket, host: string, options: object, listener?: () => void): Socket {
  const address = mockFor(host);
  if (address instanceof Error) return fail(socket, address);
  rerouted.add(socket);
  explainMissingMock(socket, host, address);
  const way = { host: address.host, port: address.port };
  // Options for the connection to the paid host do not fit this one.
  const foreign = ["path", "lookup", "family", "hints", "localAddress", "localPort"];
  const own = Object.entries(options).filter(([name]) => !foreign.includes(name));
  plainConnect.call(socket, { ...Object.fromEntries(own), ...way }, listener);
  // Connecting gives a socket its `write` back, so this comes after it.
  nameMock(socket, address);
  return socket;
}

/** Where the mock is that answers for a host of the paid service, or why no call to that host may leave. */
export function mockFor(host: string): MockAddress | KitError {
  if (!simulatedHosts.includes(host)) {
    return refusal(
      host,
      `it belongs to the paid service, and only ${simulatedHosts.join(" and ")} are simulated`,
    );
  }
  let address: MockAddress | undefined;
  try {
    address = mockAddress();
  } catch (error) {
    return refusal(host, (error as Error).message);
  }
  return (
    address ??
    refusal(
      host,
      'WAN_MOCK_URL is not set; start the program with "wan-mock run -- COMMAND", or set WAN_MOCK_URL to a running mock such as http://127.0.0.1:2727',
    )
  );
}

/** Fails a socket where Node would look up its host: nothing is asked, nothing leaves. */
export function fail(socket: Socket, error: Error): Socket {
  stopped.add(socket);
  const lookup = (_host: string, _options: object, answer: (error: Error, address: string) => void) => {
    setImmediate(() => answer(error, ""));
  };
  return plainConnect.call(socket, { host: "stopped.invalid", port: 443, lookup });
}

function nameMock(socket: Socket, { authority }: MockAddress): void {
  const write = Reflect.get(socket, "write") as (this: Socket, chunk: unknown, ...rest: unknown[]) => boolean;
  const writeNamed = (chunk: unknown, ...rest: unknown[]) =>
    write.call(socket, typeof chunk === "string" ? namingMock(chunk, authority) : chunk, ...rest);
  socket.write = writeNamed;
}

/** Names a mock that is not there: "connect ECONNREFUSED" says little to a client that asked for the paid host. */
function explainMissingMock(socket: Socket, host: string, { authority }: MockAddress): void {
  const explain = (error: Error) => {
    error.message = `wan-mock found no mock at WAN_MOCK_URL (http://${authority}) for a call to ${host}: start one there, or use "wan-mock run -- COMMAND" (${error.message || String((error as NodeJS.ErrnoException).code)})`;
  };
  const events: EventEmitter = socket;
  events.once(errorMonitor, explain);
  events.once("connect", () => events.off(errorMonitor, explain));
}

const REQUEST_LINE = /^[A-Z]{3,7} \S+ HTTP\/1\.[01]\r\n/;

/**
 * A piece of what a client writes, with the mock named as `Host` where it starts a request to the paid service: the
 * mock links results to where it was reached. The host that was asked for follows in `X-Forwarded-Host`. Clients write the
 * head of a request in one piece.
 *
 * @param authority - host and port of the mock
 */
function namingMock(text: string, authority: string): string {
  if (!REQUEST_LINE.test(text)) return text;
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  return (
    head.replace(/(\r\nhost:[ \t]*)([^\r\n]*)/i, (line, name: string, host: string) =>
      paidHostOf(host.trim()) === undefined ? line : `${name}${authority}\r\nX-Forwarded-Host: ${host}`,
    ) + text.slice(head.length)
  );
}
