const HOST = /^(?:[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/** A client sent here by a proxy or a patched resolver still names the paid service. */
const PAID_SERVICE = /(?:^|\.)evolink\.ai(?::\d+)?$/i;

/**
 * Base of the result links of a task: where the client that submitted it reached the mock.
 *
 * @param host - the submit's `Host` header
 * @param bound - base of the address the server is bound to
 */
export function linkBaseFor(host: string | undefined, bound: string): string {
  if (host === undefined || !HOST.test(host) || PAID_SERVICE.test(host)) return bound;
  return `http://${host}`;
}
