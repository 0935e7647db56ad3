/** The domain of the paid service. */
export const PAID_DOMAIN = "evolink.ai";

/** The host that the mock stands in for. */
export const PAID_API = "api.evolink.ai";

/**
 * The name of a host that belongs to the paid service, as a resolver would read it; `undefined` for any other.
 *
 * @param host - a host as clients write it: any case, a trailing dot, a port or user info are no disguise
 */
export function paidHostOf(host: string): string | undefined {
  const address = `http://${host}`;
  if (!URL.canParse(address)) return undefined;
  const name = new URL(address).hostname.replace(/\.+$/, "");
  return /(?:^|\.)evolink\.ai$/.test(name) ? name : undefined;
}
