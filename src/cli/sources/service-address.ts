import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { invalidOption } from "../../errors/kit-error.js";
import { isLoopbackHost, isUnspecifiedAddress } from "../../hosts/loopback.js";
import { withoutProxyFor } from "../../hosts/no-proxy.js";
import { readServiceUrl } from "../../hosts/service-url.js";

/** A service that is asked. */
export interface ServiceAddress {
  /** Address without a slash at its end; the paths of the requests follow. */
  readonly base: string;
  /** Whether no request to it can leave this machine. */
  readonly isLoopback: boolean;
}

/**
 * Reads the address of a service.
 *
 * @param name - what messages call it: an argument, or a flag
 * @throws {KitError} `INVALID_OPTION` when it is no base URL, or would carry a key in the clear to the paid service
 */
export async function serviceAddress(text: string, name = "BASE_URL"): Promise<ServiceAddress> {
  const url = readServiceUrl(text);
  if ("problem" in url) {
    const { problem, isSecret } = url;
    throw invalidOption(
      isSecret
        ? `${name} ${problem}: leave it out, the key goes into --key`
        : `${name} is "${text.slice(0, 200)}": ${problem}`,
    );
  }
  const { protocol, host, hostname, prefix } = url;
  return { base: `${protocol}//${host}${prefix}`, isLoopback: await staysHere(hostname) };
}

/**
 * Whether calls to a host stay on this very machine: a loopback address, or a name under `localhost` that resolves to such
 * addresses only.
 *
 * @param host - as `URL.hostname` has it
 */
export async function staysHere(host: string): Promise<boolean> {
  const bare = host.replace(/^\[|\]$/g, "");
  if (!isHere(bare) || isIP(bare) !== 0) return isHere(bare);
  try {
    const found = await lookup(bare, { all: true });
    return found.length > 0 && found.every(({ address }) => isHere(address));
  } catch {
    // A name that leads nowhere leads to nobody else.
    return true;
  }
}

/** The unspecified address counts: systems take it for themselves. */
const isHere = (host: string): boolean => isLoopbackHost(host) || isUnspecifiedAddress(host);

/**
 * `fetch` that asks this machine past any proxy of the environment: a proxy (`NODE_USE_ENV_PROXY=1` with `HTTP_PROXY`)
 * would carry a request for 127.0.0.1 to another machine, and the cases that charge with it.
 *
 * @param fetch - reads `NO_PROXY` anew for each request, as Node's own does
 * @param environment - where the proxies are named; what keeps them away is added to it
 */
export function directFetch(fetch: typeof globalThis.fetch, environment: NodeJS.ProcessEnv) {
  const looked = new Set<string>();
  return async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    if (!looked.has(hostname)) {
      looked.add(hostname);
      if (await staysHere(hostname)) {
        Object.assign(environment, withoutProxyFor([hostname], environment));
      }
    }
    return fetch(input, init);
  };
}
