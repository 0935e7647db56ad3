import { subscribe } from "node:diagnostics_channel";
import { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { withoutProxyFor } from "../../hosts/no-proxy.js";
import { paidHostOf } from "../../hosts/paid-host.js";
import { parseUrl } from "../../text/parse-url.js";
import { hasOnlyRunProxy, isNear } from "./mock-address.js";
import { isSettled, refusal } from "./reroute.js";
import { wrapFunction } from "./wrap-function.js";

/** The message of undici before it writes a request. */
interface UndiciMessage {
  readonly request: { readonly origin?: unknown; readonly path?: string };
  readonly socket: Socket;
  /** The head as it will be written. */
  readonly headers?: string;
}

const THROUGH_PROXY = "it would have left through a proxy; take the proxy out of the client's settings";
const TO_ADDRESS =
  "it would have gone to an address under that name; have the client use the name in its URL";

/**
 * Keeps calls to the paid service out of proxies, that of `wan-mock run` excepted: those of the environment get an exception for
 * it, and a request that is handed to another one is stopped before it is written. So is one that names the
 * paid host in `Host` alone, at an address that the client found out by itself.
 */
export function watchProxies(): void {
  // The proxy of `wan-mock run` leads to the mock, and programs in other languages that this one starts need it.
  if (!hasOnlyRunProxy(process.env)) {
    Object.assign(process.env, withoutProxyFor(["evolink.ai", ".evolink.ai"], process.env));
  }
  wrapFunction(ClientRequest.prototype, "onSocket", (onSocket, self, args) => {
    const request = self as ClientRequest;
    // Absent where the agent has no connection.
    const socket = args[0] as Socket | undefined;
    if (socket === undefined || !isSettled(socket)) {
      const proxied = hostInPath(request.path);
      const named = paidHostOf(String(request.getHeader("host") ?? ""));
      if (proxied !== undefined) request.destroy(refusal(proxied, THROUGH_PROXY));
      else if (named !== undefined && !isNear(request.host)) request.destroy(refusal(named, TO_ADDRESS));
    }
    return onSocket(args);
  });
  subscribe("undici:client:sendHeaders", (message) => {
    const { request, socket, headers } = message as UndiciMessage;
    // A socket of this machine's file system has no address.
    if (isSettled(socket) || socket.remoteAddress === undefined) return;
    const proxied = hostInPath(String(request.origin)) ?? hostInPath(request.path ?? "");
    const named = hostInHead(headers ?? "");
    if (proxied !== undefined) socket.destroy(refusal(proxied, THROUGH_PROXY));
    else if (named !== undefined && !isNear(hostOf(request.origin)))
      socket.destroy(refusal(named, TO_ADDRESS));
  });
}

/** The paid host in a request target that names one, as requests to a proxy do. */
function hostInPath(path: string): string | undefined {
  const [, authority] = /^https?:\/\/([^/?#]+)/i.exec(path) ?? [];
  return authority === undefined ? undefined : paidHostOf(authority);
}

/** The paid host in the `Host` line of a request's head. */
function hostInHead(head: string): string | undefined {
  return paidHostOf(/\r\nhost:[ \t]*([^\r\n]*)/i.exec(head)?.[1]?.trim() ?? "");
}

function hostOf(origin: unknown): string {
  return parseUrl(String(origin))?.hostname.replace(/^\[|\]$/g, "") ?? "";
}
