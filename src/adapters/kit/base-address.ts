import { invalidOption } from "../../errors/kit-error.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import { simulatedHosts } from "../../hosts/paid-host.js";
import { parseUrl } from "../../text/parse-url.js";

/** Where clients believe the service to be. */
export interface BaseAddress {
  /** Matches the URLs under it. */
  readonly pattern: RegExp;
  /** Path and query of a URL under it, as the service would see them. */
  readonly pathOf: (url: string) => string;
}

/** The paid service: also in plain HTTP, with a port or the dot of a full name, which must not leave the machine either. */
export const paidAddress: BaseAddress = {
  pattern: new RegExp(`^https?://(?:${simulatedHosts.map(literal).join("|")})\\.?(?::\\d+)?(?=[/?#]|$)`, "i"),
  pathOf: behindHost,
};

/**
 * A further base URL of a client, such as that of a gateway; its own path is not part of what the service sees.
 *
 * @throws {KitError} `INVALID_OPTION` for anything but an absolute http or https URL of host, port and path
 */
export function baseAddress(text: unknown): BaseAddress {
  const url = typeof text === "string" ? parseUrl(text) : undefined;
  // Parts that a base URL cannot have.
  const extras = url === undefined ? "" : url.username + url.password + url.search + url.hash;
  if (url === undefined || !/^https?:$/.test(url.protocol) || extras !== "") {
    throw invalidOption(
      `baseUrl is an absolute URL of scheme, host and path, such as https://proxy.example.com/evolink, got ${quoteForMessage(text)}`,
    );
  }
  const prefix = url.pathname.replace(/\/+$/, "");
  return {
    pattern: new RegExp(`^${literal(url.origin + prefix)}(?=[/?#]|$)`),
    pathOf: (asked) => behindHost(asked).slice(prefix.length),
  };
}

function behindHost(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
