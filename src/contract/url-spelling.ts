import { formats } from "./formats.js";

/** A fault in the spelling of an http(s) URL in front of its path. */
export type SpellingFault =
  /** No `//` behind the scheme, a slash too many, or a second scheme. */
  | "slashes"
  | "no-host"
  /** A percent escape in the host. */
  | "escaped-host"
  /** No number from 1 to 65535. */
  | "port";

/** Nearly every URL; nothing is wrong with its spelling. */
const ORDINARY = /^https?:\/\/[a-z0-9-]+\.[a-z0-9.-]*(?:[/?#]|$)/i;
const AUTHORITY = /^https?:\/\/([^/?#]*)/i;
const HOST_AND_PORT = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/;
const SECOND_SCHEME = /^https?:\/*https?(?:[:;]|\/\/)/i;
const SLASH = /[/\\]/;

/**
 * Judges an http(s) URL as Go's `net/url` would, the language of the vendor's gateway: `https:/app.example.com`, which
 * the URL parsers of browsers and of Node repair, names no host there.
 *
 * @param url - begins with `http:` or `https:`
 */
export function spellingFault(url: string): SpellingFault | undefined {
  if (ORDINARY.test(url)) return undefined;
  const authority = AUTHORITY.exec(url)?.[1];
  if (authority === undefined || SECOND_SCHEME.test(url)) return "slashes";
  const [, host = "", port = ""] = HOST_AND_PORT.exec(authority.slice(authority.lastIndexOf("@") + 1)) ?? [];
  if (host === "")
    return authority === "" && SLASH.test(url.charAt(url.indexOf("//") + 2)) ? "slashes" : "no-host";
  if (host.includes("%") && !host.startsWith("[")) return "escaped-host";
  return port === "" || (/^\d{1,9}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)
    ? undefined
    : "port";
}

/** Longer URLs are not guessed at. */
const LONGEST = 2048;
const MOST_SHOWN = 100;

/** One scheme or several, spelt in any way: `https:/`, `https:\\`, `https;//`, `https//`; or the slashes alone. */
const BEGINNING = /^(?:(?:https?(?:[:;][/\\]*|[/\\]{2,}))+|[/\\]{2,})/i;
const LIKELY_HOST = /^(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+|localhost)(?::\d{1,5})?(?:[/?#]|$)/i;

/**
 * The URL that a misspelt one most likely means, as a sentence shows it; `undefined` where none comes near.
 *
 * @param scheme - to write, whatever was written
 */
export function respelt(url: string, scheme?: "http" | "https"): string | undefined {
  if (url.length > LONGEST) return undefined;
  const text = withoutStrayBlanks(url);
  const begin = BEGINNING.exec(text)?.[0];
  if (begin === undefined) return undefined;
  const rest = text.slice(begin.length);
  const written = /https?(?=[:;/\\]+$)/i.exec(begin)?.[0].toLowerCase() ?? "https";
  const better = `${scheme ?? written}://${withSlashes(rest)}`;
  if (better === url || !LIKELY_HOST.test(rest.replaceAll("\\", "/"))) return undefined;
  if (!formats.uri(better) || spellingFault(better) !== undefined) return undefined;
  return better.length > MOST_SHOWN ? `${better.slice(0, MOST_SHOWN)}...` : better;
}

/** Without what surrounds a URL when it is read from a file or pasted, and without line ends and tabs inside. */
function withoutStrayBlanks(url: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are the point
  return url.trim().replaceAll(/[\u0000-\u001f\u007f\ufeff]/g, "");
}

/** Backslashes up to the query turned round. */
function withSlashes(rest: string): string {
  const end = rest.search(/[?#]/);
  return end < 0 ? rest.replaceAll("\\", "/") : rest.slice(0, end).replaceAll("\\", "/") + rest.slice(end);
}
