import { once } from "node:events";
import net, { type Socket } from "node:net";
import tls from "node:tls";
import { parseUrl } from "../../text/parse-url.js";
import { readUntil } from "./named-host.js";
import { exceptionsIn } from "./proxy-variables.js";

/** A proxy that an environment names for calls to the rest of the world. */
type Upstream = NonNullable<ReturnType<typeof upstreamFor>>;

class UpstreamError extends Error {}

/**
 * The proxy for a host, as the environment has it; `undefined` for a direct way.
 *
 * @throws {UpstreamError} when it is of a kind that this program does not speak with
 */
export function upstreamFor(scheme: "http" | "https", host: string, environment: NodeJS.ProcessEnv) {
  const names = [`${scheme}_proxy`, `${scheme.toUpperCase()}_PROXY`, "all_proxy", "ALL_PROXY"];
  const name = names.find((variable) => (environment[variable] ?? "") !== "");
  if (name === undefined || isExcepted(host, environment)) return undefined;
  const text = environment[name] ?? "";
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = parseUrl(address);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UpstreamError(
      `${name} names a proxy that wan-mock cannot pass calls on to: it must be the address of an HTTP proxy such as http://proxy.example.com:3128`,
    );
  }
  const isTls = url.protocol === "https:";
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    /** As a message may name it: without a password. */
    name: url.host,
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (isTls ? 443 : 80) : Number(url.port),
    isTls,
    authorization: user === ":" ? undefined : `Basic ${Buffer.from(user).toString("base64")}`,
  };
}

function isExcepted(host: string, environment: NodeJS.ProcessEnv): boolean {
  const listed = exceptionsIn(environment["no_proxy"] ?? environment["NO_PROXY"]);
  return listed.some((item) => {
    const name = item.toLowerCase().replace(/^\*?\.|:\d+$/g, "");
    return name === "*" || host === name || host.endsWith(`.${name}`);
  });
}

/**
 * Opens a connection to a proxy.
 *
 * @throws an error of the socket
 */
export async function connectTo(
  { host, port, isTls = false }: { host: string; port: number; isTls?: boolean },
  signal: AbortSignal,
): Promise<Socket> {
  const socket = isTls
    ? tls.connect({ host, port, servername: net.isIP(host) === 0 ? host : "" })
    : net.connect({ host, port, allowHalfOpen: true });
  try {
    await once(socket, isTls ? "secureConnect" : "connect", { signal });
    return socket.on("error", () => undefined);
  } catch (error) {
    socket.on("error", () => undefined).destroy();
    throw error;
  }
}

/**
 * Opens a tunnel to a host, through a proxy when there is one.
 *
 * @throws {UpstreamError} when the proxy does not open it; an error of the socket
 */
export async function tunnelTo(
  where: { host: string; port: number },
  upstream: Upstream | undefined,
  signal: AbortSignal,
): Promise<Socket> {
  if (upstream === undefined) return connectTo(where, signal);
  const socket = await connectTo(upstream, signal);
  const authority = `${net.isIPv6(where.host) ? `[${where.host}]` : where.host}:${where.port}`;
  const authorization =
    upstream.authorization === undefined ? "" : `proxy-authorization: ${upstream.authorization}\r\n`;
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${authorization}\r\n`);
  const abort = () => socket.destroy();
  signal.addEventListener("abort", abort);
  const status = await statusOf(socket);
  signal.removeEventListener("abort", abort);
  if (/^2\d\d$/.test(status)) return socket;
  socket.destroy();
  throw new UpstreamError(`the proxy ${upstream.name} answered ${status || "nothing"}`);
}

const HEAD_END = "\r\n\r\n";
const MOST_HEAD_BYTES = 16_384;

/** Reads the head of a proxy's answer; what comes behind it stays in the socket. */
async function statusOf(socket: Socket): Promise<string> {
  const isHead = (bytes: Buffer) => bytes.includes(HEAD_END) || bytes.length > MOST_HEAD_BYTES;
  const { bytes } = await readUntil(socket, Buffer.alloc(0), isHead);
  const end = bytes.indexOf(HEAD_END);
  if (end < 0) return "";
  const rest = bytes.subarray(end + HEAD_END.length);
  if (rest.length > 0) socket.unshift(rest);
  return /^HTTP\/1\.\d (\d{3})/.exec(bytes.toString("latin1"))?.[1] ?? "";
}

/** Why a call cannot be passed on to a host, as a sentence for its client. */
export function unreachable(host: string, error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  // Attempts at several addresses fail with a list of reasons and no words.
  const reason = message === "" ? (code ?? "no reason given") : message;
  return `wan-mock run could not pass a call on to ${host}: ${reason}`;
}
