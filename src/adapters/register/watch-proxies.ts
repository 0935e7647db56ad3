import { subscribe } from "node:diagnostics_channel";
import { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { paidHostOf } from "../../contract/paid-host.js";
import { withoutProxyFor } from "../../no-proxy.js";
import { hasOwnProxyAlone } from "./own-proxy.js";
import { refusal } from "./refusal.js";
import { leadsToMock } from "./reroute.js";

/** How an agent hands a request its connection, or the reason why there is none. */
type OnSocket = (this: ClientRequest, socket: Socket | undefined, error?: Error) => void;

const REASON = "it would have left through a proxy; take the proxy out of the client's settings";

/**
 * Keeps calls to the paid service out of proxies, that of `wan-mock run` excepted: those of the environment are told to
 * leave it alone, and a request that is handed to another one is stopped before it is written.
 */
export function watchProxies(): void {
  // The proxy of `wan-mock run` leads to the mock, and programs in other languages that this one starts need it.
  if (!hasOwnProxyAlone(process.env)) {
    Object.assign(process.env, withoutProxyFor(["evolink.ai", ".evolink.ai"], process.env));
  }
  const onSocket = Reflect.get(ClientRequest.prototype, "onSocket") as OnSocket;
  const watched: OnSocket = function (socket, error) {
    const host = socket !== undefined && leadsToMock(socket) ? undefined : hostInPath(this.path);
    if (host !== undefined) this.destroy(refusal(host, REASON));
    onSocket.call(this, socket, error);
  };
  Object.assign(ClientRequest.prototype, { onSocket: watched });
  subscribe("undici:client:sendHeaders", (message) => {
    const { request, socket } = message as { request: { origin?: unknown; path?: string }; socket: Socket };
    // A socket of this machine's file system has no address.
    if (leadsToMock(socket) || socket.remoteAddress === undefined) return;
    const host = hostInPath(String(request.origin)) ?? hostInPath(request.path ?? "");
    if (host !== undefined) socket.destroy(refusal(host, REASON));
  });
}

/** The paid host in a request target that names one, as requests to a proxy do. */
function hostInPath(path: string): string | undefined {
  const [, authority] = /^https?:\/\/([^/?#]+)/i.exec(path) ?? [];
  return authority === undefined ? undefined : paidHostOf(authority);
}
