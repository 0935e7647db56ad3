import { internalHost } from "../contract/internal-address.js";

/** Where callbacks may go, and which detours they take. Nothing leaves the machine unless told. */
export interface DeliveryPolicy {
  /** URLs that start so are answered in this process; no detour applies to them. */
  readonly inProcess?: string;
  /** All callbacks go to this URL. */
  readonly forwardTo?: string;
  /** Callbacks whose URL starts with `from` go to `to`, path and query kept. */
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
    if (
      callbackUrl === from ||
      callbackUrl.startsWith(from.endsWith("/") ? from : `${from}/`) ||
      callbackUrl.startsWith(`${from}?`)
    ) {
      return {
        kind: "send",
        url: to.replace(/\/$/, "") + callbackUrl.slice(from.replace(/\/$/, "").length),
        mustBePublic: false,
      };
    }
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
