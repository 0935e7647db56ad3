import { parseUrl } from "../text/parse-url.js";

/** The domain of the paid service. */
export const PAID_DOMAIN = "evolink.ai";

/** The host of the API, which the mock stands in for. */
export const PAID_API = "api.evolink.ai";

/** The host of the file service, which takes uploads of media; the mock stands in for it too. */
export const PAID_FILES = "files-api.evolink.ai";

/** Every host that the mock stands in for. */
export const simulatedHosts: readonly string[] = [PAID_API, PAID_FILES];

/**
 * The name of a host that belongs to the paid service, as a resolver would read it; `undefined` for any other.
 *
 * @param host - a host as clients write it: any case, a trailing dot, a port or user info are no disguise
 */
export function paidHostOf(host: string): string | undefined {
  const name = parseUrl(`http://${host}`)?.hostname.replace(/\.+$/, "");
  return name !== undefined && /(?:^|\.)evolink\.ai$/.test(name) ? name : undefined;
}
