import { withoutProxyFor } from "../../../hosts/no-proxy.js";
import { staysHere } from "./verify-target.js";

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
