import { isOnThisMachine } from "../../hosts/service-url.js";
import { clearTimeout, setTimeout } from "../../ports/real-timers.js";
import { parseUrl } from "../../text/parse-url.js";
import { sendUpstream } from "./upstream.js";

/** Real milliseconds that a download may take in all. */
const LONGEST_MS = 10 * 60_000;

/** How results are fetched. */
export interface DownloadSettings {
  /** Whether links may lead to other machines. */
  readonly yesLive: boolean;
  /** Real milliseconds without a byte after which a download is given up. */
  readonly silenceMs: number;
  /** Bytes that a file may announce. */
  readonly most: number;
  /** Gives the download up. */
  readonly signal: AbortSignal;
}

/**
 * Fetches the file behind a result link, without an API key. Redirects are not followed.
 *
 * @returns the bytes as they arrive
 * @throws {Error} whose message says why there is no file; nothing of the link but its host is in it
 */
export async function* downloadResult(
  link: string,
  { yesLive, silenceMs, most, signal }: DownloadSettings,
): AsyncGenerator<Uint8Array> {
  const url = parseUrl(link);
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new Error("its link is not an http address");
  const { protocol, host, pathname, search } = url;
  const hostname = url.hostname.replace(/^\[|\]$/g, "");
  if (!yesLive && !isOnThisMachine({ hostname }))
    throw new Error(`its link leads to ${host}, which is not on this machine: allow it with --yes-live`);
  const port = url.port === "" ? (protocol === "https:" ? 443 : 80) : Number(url.port);
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), LONGEST_MS);
  try {
    const answer = await sendUpstream(
      { protocol, hostname, port, host, prefix: "" },
      {
        method: "GET",
        target: `${pathname}${search}`,
        headers: ["accept", "*/*"],
        body: undefined,
        signal: AbortSignal.any([signal, late.signal]),
      },
      silenceMs,
    );
    const { statusCode, headers } = answer;
    const isTooLarge = Number(headers["content-length"] ?? 0) > most;
    if (statusCode !== 200 || isTooLarge) {
      answer.destroy();
      throw new Error(
        isTooLarge ? "it is larger than 200 MB" : `${host} answered its link with ${statusCode}`,
      );
    }
    try {
      yield* answer;
    } catch (error) {
      throw new Error(`its download from ${host} broke off`, { cause: error });
    }
  } finally {
    clearTimeout(timer);
  }
}
