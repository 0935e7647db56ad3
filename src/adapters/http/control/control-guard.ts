import type { IncomingMessage } from "node:http";
import { isLoopbackAddress, loopbackNames } from "../../../hosts/loopback.js";
import { parseUrl } from "../../../text/parse-url.js";
import { hasSession, isSame } from "../page/page-session.js";

/** Requests that the control side lets in. */
export interface ControlPolicy {
  /** Any peer that sends it in `X-Wan-Mock-Token` is let in. */
  readonly token?: string;
  /** Further host names that requests may address, beside the loopback ones. */
  readonly allowHosts: readonly string[];
}

/**
 * Why the control side turns a request away; `undefined` when it is let in.
 *
 * Without a token it answers loopback peers that name it by a loopback name (a page from elsewhere that had its
 * own name resolve here names that one) and come from no foreign page.
 */
export function controlRefusal(request: IncomingMessage, policy: ControlPolicy): string | undefined {
  const { token } = policy;
  if (token !== undefined) {
    const sent = request.headers["x-wan-mock-token"];
    if (typeof sent === "string" && isSame(sent, token)) return undefined;
    return hasSession(request, token) && isOfThisPage(request)
      ? undefined
      : "The control side needs the header X-Wan-Mock-Token, as given to --control-token";
  }
  if (!isLoopbackAddress(request.socket.remoteAddress ?? "")) {
    return "The control side answers this machine alone: start with --control-token to reach it from elsewhere";
  }
  const { host, origin } = request.headers;
  if (host === undefined || !isAllowedHost(host, policy.allowHosts)) {
    return `The control side is not addressed as ${JSON.stringify((host ?? "").slice(0, 100))}: use localhost, or allow the name with --allow-host`;
  }
  if (origin !== undefined && !isOwnOrigin(origin, policy.allowHosts)) {
    return "The control side takes no requests from pages of other sites";
  }
  return undefined;
}

/** A cookie counts for the page alone: pages on other ports of this host are of the same site, and may send it too. */
function isOfThisPage({ headers }: IncomingMessage): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  return headers.origin === undefined || parseUrl(headers.origin)?.host === headers.host;
}

function isAllowedHost(host: string, allowed: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, "").toLowerCase();
  return (
    loopbackNames.includes(name.replace(/^\[|\]$/g, "")) ||
    allowed.some((other) => other.toLowerCase() === name || other.toLowerCase() === host.toLowerCase())
  );
}

function isOwnOrigin(origin: string, allowed: readonly string[]): boolean {
  const url = parseUrl(origin);
  return url !== undefined && isAllowedHost(url.host, allowed);
}
