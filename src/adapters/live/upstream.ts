import http, { type ClientRequest, type IncomingMessage } from "node:http";
import https from "node:https";
import { isIP, type Socket } from "node:net";
import type { Readable } from "node:stream";
import type { ServiceUrl } from "../../hosts/service-url.js";
import { clearTimeout, setTimeout } from "../../ports/real-timers.js";
import { reasonOf, UpstreamFailure } from "./upstream-failure.js";

/** Real milliseconds that a connection may take to be made, TLS included. */
const CONNECT_MS = 10_000;

/** A request for an upstream. */
export interface UpstreamRequest {
  readonly method: string;
  /** Path and query, as they came. */
  readonly target: string;
  /** Names and values in turn, without `Host` and those of the connection. */
  readonly headers: readonly string[];
  readonly body: Buffer | Readable | undefined;
  /** Gives the request up. */
  readonly signal: AbortSignal;
}

/**
 * Sends a request, each over a connection of its own: one that was kept could break under a submit whose outcome nobody
 * knows then. Certificates are verified as Node does.
 *
 * @param silenceMs - real milliseconds without a byte either way after which the request is given up
 * @returns the answer, with its head in and its body to come
 * @throws {UpstreamFailure} when no answer comes
 */
export function sendUpstream(
  to: ServiceUrl,
  { method, target, headers, body, signal }: UpstreamRequest,
  silenceMs: number,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = (to.protocol === "https:" ? https : http).request({
      host: to.hostname,
      port: to.port,
      servername: isIP(to.hostname) === 0 ? to.hostname : "",
      method,
      path: `${to.prefix}${target}`,
      headers: ["host", to.host, ...headers, "connection", "close"],
      agent: false,
      signal,
    });
    const connection = watchConnection(outgoing, to, silenceMs);
    outgoing.once("response", (answer) => {
      answer.on("error", () => undefined);
      resolve(answer);
    });
    // An answer in another protocol, such as a WebSocket's: nobody asked for it.
    outgoing.once("upgrade", (_answer, socket) => {
      socket.destroy();
      reject(new UpstreamFailure("lost", `${to.host} switched to another protocol`, true));
    });
    outgoing.on("error", (error) => {
      reject(
        error instanceof UpstreamFailure ? error : failureOf(error, to, connection.isOpen, signal.aborted),
      );
    });
    if (body === undefined || Buffer.isBuffer(body)) outgoing.end(body);
    else {
      body.pipe(outgoing);
      body.once("error", (error) => outgoing.destroy(error));
    }
  });
}

/** Breaks off a request whose connection is not made in time, or that falls silent. */
function watchConnection(
  outgoing: ClientRequest,
  { host, protocol }: ServiceUrl,
  silenceMs: number,
): { isOpen: boolean } {
  const state = { isOpen: false };
  const late = setTimeout(() => {
    const sentence = `${host} could not be reached within ${CONNECT_MS / 1000} s`;
    outgoing.destroy(new UpstreamFailure("silent", sentence, false));
  }, CONNECT_MS);
  outgoing.once("close", () => clearTimeout(late));
  outgoing.once("socket", (socket: Socket) => {
    socket.once(protocol === "https:" ? "secureConnect" : "connect", () => {
      clearTimeout(late);
      state.isOpen = true;
      socket.setTimeout(silenceMs, () => {
        const sentence = `${host} sent nothing for ${silenceMs / 1000} s`;
        outgoing.destroy(new UpstreamFailure("silent", sentence, true));
      });
    });
  });
  return state;
}

function failureOf(error: Error, { host }: ServiceUrl, isOpen: boolean, isGivenUp: boolean) {
  if (isGivenUp) return new UpstreamFailure("given-up", `the call to ${host} was given up`, isOpen, error);
  return isOpen
    ? new UpstreamFailure(
        "lost",
        `the connection to ${host} broke before an answer came: ${reasonOf(error)}`,
        true,
        error,
      )
    : new UpstreamFailure("unreachable", `${host} cannot be reached: ${reasonOf(error)}`, false, error);
}
