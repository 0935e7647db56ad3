import ipaddr from "ipaddr.js";

/** Why the public internet cannot reach the host of a URL. */
export interface InternalHost {
  /** The host as a URL parser reads it: `127.0.0.1` for `2130706433`; empty when there is none. */
  readonly host: string;
  /** Ends the sentence "HOST is ...". */
  readonly reason: string;
}

/**
 * Last labels that never lead to a public host. `.test` is among them: names under it exist on a developer's
 * machine alone. `.example` and `example.com` are not: the documents write their sample URLs with them.
 */
const localSuffixes: ReadonlySet<string> = new Set([
  "alt",
  "corp",
  "home",
  "internal",
  "intranet",
  "invalid",
  "lan",
  "local",
  "localdomain",
  "localhost",
  "onion",
  "private",
  "svc",
  "test",
]);

const rangeReasons: Readonly<Record<string, string>> = {
  carrierGradeNat: "a carrier-grade NAT address",
  linkLocal: "a link-local address",
  loopback: "a loopback address",
  private: "a private address",
  uniqueLocal: "a private address",
  unspecified: "the unspecified address",
};

/** Written as a URL whose host has dots and letters, nothing that needs a parser: `https://a-1.example.com/...`. */
function isPlainPublicName(url: string): boolean {
  const start = url.startsWith("https://") ? 8 : url.startsWith("http://") ? 7 : -1;
  if (start < 0) return false;
  let dot = -1;
  let lettersOnly = true;
  let end = start;
  for (; end < url.length; end++) {
    const code = url.charCodeAt(end);
    if (code >= 0x61 && code <= 0x7a) continue;
    if (code === 0x2f) break;
    if (code === 0x2e) {
      if (end === start || dot === end - 1) return false;
      dot = end;
      lettersOnly = true;
    } else if ((code >= 0x30 && code <= 0x39) || code === 0x2d) lettersOnly = false;
    else return false;
  }
  if (dot <= start || !lettersOnly || end - dot < 3) return false;
  const suffix = url.slice(dot + 1, end);
  return suffix !== "arpa" && !localSuffixes.has(suffix);
}

/**
 * Tells why a URL's host is internal, in whatever spelling: decimal, octal, hexadecimal, short, IPv6 with an IPv4
 * address inside, percent-encoded, full-width digits, user info in front. Names are not resolved.
 *
 * @returns `undefined` for a public host
 */
export function internalHost(url: string): InternalHost | undefined {
  if (isPlainPublicName(url)) return undefined;
  const found = parsedHost(url);
  if (found !== undefined || !url.includes("\\")) return found;
  // A backslash ends the host for a browser and belongs to the user info for other parsers: both readings count.
  return parsedHost(url.replaceAll("\\", "_"));
}

function parsedHost(url: string): InternalHost | undefined {
  if (!URL.canParse(url)) return { host: "", reason: "no host that a URL parser accepts" };
  const hostname = new URL(url).hostname;
  const host = hostname.startsWith("[") ? hostname.slice(1, -1) : withoutRootDot(hostname).toLowerCase();
  if (host === "") return { host, reason: "no host at all" };
  const reason = ipaddr.isValid(host) ? reasonOfAddress(host) : reasonOfName(host);
  return reason === undefined ? undefined : { host, reason };
}

function withoutRootDot(name: string): string {
  let end = name.length;
  while (name.endsWith(".", end)) end--;
  return name.slice(0, end);
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

function reasonOfName(name: string): string | undefined {
  const dot = name.lastIndexOf(".");
  const suffix = name.slice(dot + 1);
  if (suffix === "localhost") return "a name of this machine";
  if (dot < 0) return "a name without a domain";
  return localSuffixes.has(suffix) || /(?:^|\.)home\.arpa$/.test(name) ? "a local name" : undefined;
}
