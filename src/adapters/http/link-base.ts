import { paidHostOf } from "../../hosts/paid-host.js";

const HOST = /^(?:[A-Za-z0-9_.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/**
 * Base of the result links of a task: where the client that submitted it reached the mock.
 *
 * @param host - the submit's `Host` header
 * @param bound - base of the address the server is bound to
 */
export function linkBaseFor(host: string | undefined, bound: string): string {
  // A client sent here by a proxy or a patched resolver still names the paid service.
  if (host === undefined || !HOST.test(host) || paidHostOf(host) !== undefined) return bound;
  return `http://${host}`;
}
