import ipaddr from "ipaddr.js";
import { parseUrl } from "../text/parse-url.js";
import { isLoopbackHost } from "./loopback.js";

/** Why the public internet cannot reach the host of a URL. */
export interface InternalHost {
  /** The host as a URL parser reads it: `127.0.0.1` for `2130706433`; empty when there is none. */
  readonly host: string;
  /** Ends the sentence "HOST is ...". */
  readonly reason: string;
  /** No network has such a host, this machine's neither. */
  readonly impossible?: true;
}

/**
 * Last labels that never lead to a public host. `.test` is among them: names under it exist on a developer's
 * machine alone. `.example` and `example.com` are not: the documents write their sample URLs with them.
 */
const localSuffixes: ReadonlySet<string> = new Set([
  "corp",
  "home",
  "internal",
  "intranet",
  "invalid",
  "lan",
  "local",
  "localdomain",
  "localhost",
  "mail",
  "private",
  "svc",
  "test",
]);

/** Last labels of names that other systems than the public DNS resolve (RFC 7686, RFC 9476). */
const foreignSuffixes: ReadonlySet<string> = new Set(["alt", "i2p", "onion"]);

/** Last label of names that describe the network itself: `in-addr.arpa`, `ip6.arpa`, `home.arpa`. */
const INFRASTRUCTURE = "arpa";

const rangeReasons: Readonly<Record<string, string>> = {
  carrierGradeNat: "a carrier-grade NAT address",
  linkLocal: "a link-local address",
  loopback: "a loopback address",
  private: "a private address",
  uniqueLocal: "a private address",
  unspecified: "the unspecified address",
};

const neverPublic = [...localSuffixes, ...foreignSuffixes, INFRASTRUCTURE].join("|");

/**
 * A URL whose host is a public name of letters, digits and dots: nearly every one, and none that needs a parser.
 * The repetitions are bounded, so that a hostile URL costs no more than a long one.
 */
const PLAIN_PUBLIC_NAME = new RegExp(
  String.raw`^https?://(?![a-z0-9.-]{254})(?:[a-z0-9-]{1,63}\.){1,9}(?!(?:${neverPublic})(?:[/?#]|$))[a-z]{2,63}(?:[/?#]|$)`,
);

/** Labels of 1 to 63 characters, 253 in all. Underscores occur, though host names should have none. */
const DNS_NAME = /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*$/;
/** A URL of more characters is not parsed whole: a parser takes ten times as long for it as `JSON.parse`. */
const LONG = 8192;

/** A URL without its path: scheme, slashes, user info and host. */
const HEAD = /^[^/\\?#]*[/\\]*[^/\\?#]*/;

/**
 * Tells why a URL's host is internal, in whatever spelling: decimal, octal, hexadecimal, short, IPv6 with an IPv4
 * address inside, percent-encoded, full-width digits, user info in front. Names are not resolved.
 *
 * @returns `undefined` for a public host
 */
export function internalHost(url: string): InternalHost | undefined {
  if (PLAIN_PUBLIC_NAME.test(url)) return undefined;
  if (url.length > LONG) return hostOfLong(url);
  const found = parsedHost(url);
  if (found !== undefined || !url.includes("\\")) return found;
  // A backslash ends the host for a browser and belongs to the user info for other parsers: both readings count.
  return parsedHost(url.replaceAll("\\", "_"));
}

function hostOfLong(url: string): InternalHost | undefined {
  const [head = ""] = HEAD.exec(url.slice(0, LONG)) ?? [];
  return head.length < LONG
    ? internalHost(head)
    : { host: "", reason: `no host within its first ${LONG} characters` };
}

function parsedHost(url: string): InternalHost | undefined {
  const { hostname } = parseUrl(url) ?? {};
  if (hostname === undefined) return { host: "", reason: "no host that a URL parser accepts" };
  const host = (hostname.startsWith("[") ? hostname.slice(1, -1) : withoutRootDot(hostname)).toLowerCase();
  if (host === "") return { host, reason: "no host at all" };
  if (ipaddr.isValid(host)) {
    const reason = reasonOfAddress(host);
    return reason === undefined ? undefined : { host, reason };
  }
  const reason = reasonOfName(host);
  if (reason !== undefined) return { host, reason };
  return DNS_NAME.test(host) ? undefined : { host, reason: flawOf(host), impossible: true };
}

const withoutRootDot = (name: string): string => (name.endsWith(".") ? name.slice(0, -1) : name);

function withoutEndDots(name: string): string {
  let end = name.length;
  while (name.endsWith(".", end)) end--;
  return name.slice(0, end);
}

/** Why DNS cannot hold a name. */
function flawOf(name: string): string {
  if (/^\.|\.\.|\.$/.test(name)) return "a name with an empty label";
  if (/[^a-z0-9_.-]/.test(name)) return "a name with characters that no host has";
  return "longer than a host name may be";
}

function reasonOfAddress(address: string): string | undefined {
  const parsed = ipaddr.process(address); // unwraps ::ffff:a.b.c.d
  const range = parsed.range();
  if (range !== "unicast") return rangeReasons[range] ?? "a special-purpose address";
  return parsed instanceof ipaddr.IPv6 && !isGlobalUnicast(parsed) ? "a special-purpose address" : undefined;
}

/** 2000::/3 is all that is routed; 3fff::/20 in it is for documentation (RFC 9637). */
function isGlobalUnicast({ parts: [first = 0, second = 0] }: ipaddr.IPv6): boolean {
  return (first & 0xe000) === 0x2000 && !(first === 0x3fff && second < 0x1000);
}

function reasonOfName(host: string): string | undefined {
  const name = withoutEndDots(host);
  const dot = name.lastIndexOf(".");
  const suffix = name.slice(dot + 1);
  if (isLoopbackHost(name)) return "a name of this machine";
  if (dot < 0) return "a name without a domain";
  if (suffix === INFRASTRUCTURE) return "a name that describes the network, not a host";
  if (foreignSuffixes.has(suffix)) return "a name outside the public DNS";
  return localSuffixes.has(suffix) ? "a local name" : undefined;
}
