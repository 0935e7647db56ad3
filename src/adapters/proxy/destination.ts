import { PAID_API, paidHostOf } from "../../hosts/paid-host.js";
import { isThisMachine } from "../../hosts/this-machine.js";
import { parseUrl } from "../../text/parse-url.js";

/** Where a call that reaches the proxy may go. */
export type Destination =
  /** The mock answers in place of the paid host. */
  | { readonly to: "mock"; readonly host: string }
  /** A host of the paid service that is not simulated. */
  | { readonly to: "unsimulated"; readonly host: string }
  | { readonly to: "here"; readonly host: string; readonly port: number }
  | { readonly to: "elsewhere"; readonly host: string; readonly port: number };

/**
 * Reads host and port, in any spelling that a resolver would read the same way; `undefined` when they are none.
 *
 * @param authority - `api.example.com:443`, `[::1]:80`
 * @param standardPort - when none is named
 */
export function destinationOf(authority: string, standardPort: number): Destination | undefined {
  const url = parseUrl(`http://${authority}`);
  if (url === undefined || !/^[^/?#@\\]+$/.test(authority)) return undefined;
  const paid = paidDestination(authority);
  if (paid !== undefined) return paid;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const named = /:(\d+)$/.exec(authority.replace(/^\[.*\]/, ""))?.[1];
  const port = named === undefined ? standardPort : Number(named);
  if (port === 0) return undefined;
  if (isThisMachine(host)) return { to: "here", host, port };
  return { to: "elsewhere", host, port };
}

/** The destination of calls to a host of the paid service; `undefined` for any other host, or none. */
export function paidDestination(
  host: string | undefined,
): Extract<Destination, { to: "mock" | "unsimulated" }> | undefined {
  const paid = paidHostOf(host ?? "");
  return paid === undefined ? undefined : { to: paid === PAID_API ? "mock" : "unsimulated", host: paid };
}
