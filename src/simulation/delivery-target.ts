import { internalHost } from "../hosts/internal-address.js";
import { parseUrl } from "../text/parse-url.js";

/** Where callbacks may go, and which detours they take. By default none leaves this machine. */
export interface DeliveryPolicy {
  /** URLs that start so are answered in this process; no detour applies to them. */
  readonly inProcess?: string;
  /** All callbacks go to this URL. */
  readonly forwardTo?: string;
  /** Callbacks whose URL lies under `from` go to `to`, the rest of the path and the query kept. Both are URLs. */
  readonly map: readonly { readonly from: string; readonly to: string }[];
  /** Addresses on this machine or network are called as they are. */
  readonly allowLocal: boolean;
  /** Public addresses are called as they are, when their name resolves to a public address. */
  readonly allowExternal: boolean;
}

/** Where a callback goes, or why it goes nowhere. */
export type DeliveryTarget =
  | { readonly kind: "send"; readonly url: string; readonly mustBePublic: boolean }
  | { readonly kind: "withheld"; readonly reason: string };

/** Decides where the callback of a task goes. */
export function deliveryTarget(
  callbackUrl: string,
  { inProcess, forwardTo, map, allowLocal, allowExternal }: DeliveryPolicy,
): DeliveryTarget {
  const send = (url: string, mustBePublic = false) => ({ kind: "send", url, mustBePublic }) as const;
  if (inProcess !== undefined && callbackUrl.startsWith(inProcess)) return send(callbackUrl);
  if (forwardTo !== undefined) return send(forwardTo);
  for (const { from, to } of map) {
    const url = detour(callbackUrl, from, to);
    if (url !== undefined) return send(url);
  }
  const isInternal = internalHost(callbackUrl) !== undefined;
  if (isInternal ? allowLocal : allowExternal) return send(callbackUrl, !isInternal);
  const reason = isInternal
    ? "the address is on this machine or network: start with --allow-local-callbacks"
    : "callbacks stay on this machine: start with --forward-to URL to send them all to your receiver, or with --callback-map FROM=TO or --allow-external-callbacks to send some";
  return { kind: "withheld", reason };
}

/** Where a URL under `from` goes; compared as parsed: default port, letter case and a trailing dot make no difference. */
function detour(callbackUrl: string, from: string, to: string): string | undefined {
  const url = parseUrl(callbackUrl);
  const [base, target] = [new URL(from), new URL(to)];
  if (url === undefined || originOf(url) !== originOf(base)) return undefined;
  const prefix = base.pathname.replace(/\/$/, "");
  if (url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`)) return undefined;
  if (base.search !== "" && base.search !== url.search) return undefined;
  target.pathname = target.pathname.replace(/\/$/, "") + url.pathname.slice(prefix.length);
  target.search = [target.search.slice(1), url.search.slice(1)].filter((part) => part !== "").join("&");
  return target.href;
}

const originOf = ({ protocol, hostname, port }: URL): string =>
  `${protocol}//${hostname.replace(/\.$/, "")}:${port}`;
