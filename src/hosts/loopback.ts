import { parseUrl } from "../text/parse-url.js";

/** Spellings of this machine that programs take in lists of exceptions. */
export const loopbackNames: readonly string[] = ["localhost", "127.0.0.1", "::1"];

/** Characters of names and addresses; anything else would let a URL parser read another host. */
const HOST = /^[a-z0-9._:-]+$/;

/**
 * Whether a host leads to this machine and nowhere else, by its spelling alone: `localhost`, names under it (RFC 6761),
 * 127.0.0.0/8 and `::1`, also mapped into IPv6 (`::ffff:127.0.0.1`), short (`127.1`) or as a number. `127.evil.com` is a
 * name like any other.
 *
 * @param host - a name or an address; IPv6 without brackets
 */
export function isLoopbackHost(host: string): boolean {
  const name = resolved(host);
  return /(?:^|\.)localhost$/.test(name) || isLoopback(name);
}

/** The same of an address; of no name. */
export function isLoopbackAddress(host: string): boolean {
  return isLoopback(resolved(host));
}

/**
 * Whether a host is the unspecified address, `0.0.0.0` or `::`. A call to it reaches this machine; a server bound to it
 * is open to other machines.
 */
export function isUnspecifiedAddress(host: string): boolean {
  return /^(?:0\.0\.0\.0|::|::ffff:0:0)$/.test(resolved(host));
}

function isLoopback(address: string): boolean {
  return /^(?:127(?:\.\d+){3}|::1|::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4})$/.test(address);
}

/** A host as resolvers read it: addresses in their shortest form, names in lower case; empty for what is neither. */
function resolved(host: string): string {
  const lower = host.toLowerCase();
  const url = `http://${lower.includes(":") ? `[${lower}]` : lower}`;
  if (!HOST.test(lower)) return "";
  return parseUrl(url)?.hostname.replace(/^\[|\]$|\.+$/g, "") ?? "";
}
