import { internalHost } from "../hosts/internal-address.js";
import { parseUrl } from "../text/parse-url.js";

/** Where callbacks may go, and which detours they take. Nothing leaves the machine by default. */
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
export function deliveryTarget(callbackUrl: string, policy: DeliveryPolicy): DeliveryTarget {
  if (policy.inProcess !== undefined && callbackUrl.startsWith(policy.inProcess))
    return { kind: "send", url: callbackUrl, mustBePublic: false };
  if (policy.forwardTo !== undefined) return { kind: "send", url: policy.forwardTo, mustBePublic: false };
  for (const { from, to } of policy.map) {
    const url = detour(callbackUrl, from, to);
    if (url !== undefined) return { kind: "send", url, mustBePublic: false };
  }
  const isInternal = internalHost(callbackUrl) !== undefined;
  if (isInternal) {
    return policy.allowLocal
      ? { kind: "send", url: callbackUrl, mustBePublic: false }
      : {
          kind: "withheld",
          reason: "the address is on this machine or network: start with --allow-local-callbacks",
        };
  }
  return policy.allowExternal
    ? { kind: "send", url: callbackUrl, mustBePublic: true }
    : {
        kind: "withheld",
        reason:
          "nothing leaves the machine unless told: --forward-to http://localhost:3000/hooks sends all callbacks there, --callback-map and --allow-external-callbacks send some",
      };
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
