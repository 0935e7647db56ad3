import http, { type IncomingMessage, type ServerResponse } from "node:http";
import https from "node:https";
import { isIP } from "node:net";
import tls from "node:tls";
import { endToEndHeaders } from "../../hosts/end-to-end-headers.js";
import { type Destination, destinationOf, paidDestination, type StoppedCalls } from "./destination.js";
import { tunnelTo, unreachable, upstreamFor } from "./upstream.js";

/** The parts that calls are passed on with. */
export interface ForwardParts {
  readonly mock: { readonly host: string; readonly port: number };
  /** Whether calls to hosts that are neither the paid service nor this machine are passed on. */
  readonly network: "open" | "closed";
  /** Names the proxies that calls are passed on through. */
  readonly environment: NodeJS.ProcessEnv;
  readonly refusals: StoppedCalls;
  readonly ended: AbortSignal;
}

/**
 * Passes on a request that names its host in its first line, as clients send those to a proxy that need no tunnel. A few
 * do so with `https` addresses too: then this side speaks TLS with the host.
 */
export function forward(request: IncomingMessage, response: ServerResponse, parts: ForwardParts): void {
  const [, scheme = "", authority = "", path = "/"] =
    /^(https?):\/\/([^/?#]+)(.*)$/i.exec(request.url ?? "") ?? [];
  const isHttps = scheme.toLowerCase() === "https";
  const named = authority === "" ? undefined : destinationOf(authority, isHttps ? 443 : 80);
  // An address or another name may lead to the paid host too: then that stands in `Host`.
  const destination = named?.to === "elsewhere" ? (paidDestination(request.headers.host) ?? named) : named;
  if (destination === undefined) {
    answer(
      response,
      400,
      `This is the HTTP proxy of wan-mock run, which takes requests for other hosts; the mock is at http://${parts.mock.host}:${parts.mock.port}`,
    );
  } else if (destination.to === "unsimulated")
    answer(response, 502, parts.refusals.unsimulated(destination.host));
  else if (destination.to === "elsewhere" && parts.network === "closed") {
    answer(response, 403, parts.refusals.closed(destination.host));
  } else {
    send(
      request,
      response,
      { destination, isHttps, authority, path: path.startsWith("/") ? path : `/${path}` },
      parts,
    ).catch((error: unknown) => answer(response, 502, unreachable(destination.host, error)));
  }
}

interface ForwardTarget {
  readonly destination: Exclude<Destination, { to: "unsimulated" }>;
  readonly isHttps: boolean;
  readonly authority: string;
  readonly path: string;
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  target: ForwardTarget,
  parts: ForwardParts,
): Promise<void> {
  const { destination } = target;
  const gone = new AbortController();
  response.once("close", () => gone.abort());
  const hop = await hopTo(target, parts, AbortSignal.any([gone.signal, parts.ended]));
  const outgoing = (hop.isTls ? https : http).request({
    ...hop.options,
    agent: false,
    method: request.method ?? "GET",
    headers: [
      // HTTP/1.0 may leave it out, and the next hop asks for it.
      ...(request.headers.host === undefined ? ["host", target.authority] : []),
      ...endToEndHeaders(request.rawHeaders),
      ...hop.headers,
      "connection",
      "close",
    ],
  });
  outgoing.on("response", (incoming) => {
    response.writeHead(
      incoming.statusCode ?? 502,
      incoming.statusMessage,
      endToEndHeaders(incoming.rawHeaders),
    );
    incoming.pipe(response);
    // A body that was cut short is cut short for the client too.
    incoming.once("close", () => incoming.complete || response.destroy());
  });
  outgoing.on("error", (error) => {
    // A connection that the mock breaks is broken for the client too, without a sentence about it.
    if (destination.to === "mock") request.socket.resetAndDestroy();
    else if (response.headersSent) response.destroy();
    else answer(response, 502, unreachable(destination.host, error));
  });
  response.once("close", () => outgoing.destroy());
  request.pipe(outgoing);
}

interface Hop {
  readonly options: https.RequestOptions;
  readonly isTls: boolean;
  /** Headers for it alone, names and values in turn. */
  readonly headers: readonly string[];
}

/** The mock, the host itself, or the proxy that the environment names. */
async function hopTo(target: ForwardTarget, parts: ForwardParts, signal: AbortSignal): Promise<Hop> {
  const { destination, isHttps, path } = target;
  if (destination.to === "mock") return { options: { ...parts.mock, path }, isTls: false, headers: [] };
  const { host, port } = destination;
  const upstream =
    destination.to === "here" ? undefined : upstreamFor(isHttps ? "https" : "http", host, parts.environment);
  if (upstream === undefined) {
    const servername = isIP(host) === 0 ? host : "";
    return { options: { host, port, path, servername }, isTls: isHttps, headers: [] };
  }
  if (isHttps) {
    const socket = await tunnelTo(destination, upstream, signal);
    const createConnection = () => tls.connect({ socket, servername: isIP(host) === 0 ? host : "" });
    return { options: { host, port, path, createConnection }, isTls: true, headers: [] };
  }
  const { authorization } = upstream;
  return {
    options: { host: upstream.host, port: upstream.port, path: `http://${target.authority}${path}` },
    isTls: upstream.isTls,
    headers: authorization === undefined ? [] : ["proxy-authorization", authorization],
  };
}

function answer(response: ServerResponse, status: number, sentence: string): void {
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" });
  response.end(`${sentence}\n`);
}
