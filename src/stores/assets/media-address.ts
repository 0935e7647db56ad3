import { parseUrl } from "../../text/parse-url.js";

/** The part of a URL that decides which file it stands for. */
export interface MediaAddress {
  /** Scheme, host and port, in lower case and without a standard port. */
  readonly origin: string;
  /** The parts of the path between slashes, percent escapes decoded; one that does not decode is `undefined`. */
  readonly parts: readonly (string | undefined)[];
}

/** Slashes are as they were sent: `..` and backslashes are refused later, not resolved. */
const ADDRESS = /^(https?:\/\/[^/?#\\]+)(?:\/([^?#]*))?/i;

/**
 * Takes an http or https URL apart; query and fragment do not count.
 *
 * @returns `undefined` for any other text
 */
export function mediaAddressOf(url: string): MediaAddress | undefined {
  const [, base, path = ""] = ADDRESS.exec(url) ?? [];
  const origin = base === undefined ? undefined : parseUrl(base)?.origin;
  return origin === undefined ? undefined : { origin, parts: path.split("/").map(decoded) };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** A slash, a backslash, NUL or another control character: no name of a file on any system. */
const NO_NAME = /[/\\\u0000-\u001f\u007f]/;
/** Characters that Windows reads as a drive, a stream or a pattern, or leaves out at the end. */
const NO_WINDOWS_NAME = /[<>:"|?*]|[. ]$/;

/** Whether a part of a path is the plain name of an entry of a folder, so that it can lead nowhere else. */
export function isEntryName(part: string | undefined, platform: string = process.platform): part is string {
  if (part === undefined || part === "" || part === "." || part === "..") return false;
  return !NO_NAME.test(part) && !(platform === "win32" && NO_WINDOWS_NAME.test(part));
}
