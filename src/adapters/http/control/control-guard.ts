import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { isLoopbackAddress, loopbackNames } from "../../../hosts/loopback.js";
import { parseUrl } from "../../../text/parse-url.js";

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
    return typeof sent === "string" && isSame(sent, token)
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

function isSame(sent: string, token: string): boolean {
  const a = Buffer.from(sent);
  const b = Buffer.from(token);
  return a.length === b.length && timingSafeEqual(a, b);
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
