import type { Body } from "../../contract/rules/define-rule.js";
import { spellingFault } from "../../contract/url-spelling.js";
import { internalHost } from "../../hosts/internal-address.js";

/**
 * The `callback_url` of a body that a proxy calls in the place of the service; `undefined` for one that the service is to
 * call, and for one that nobody could: the contract refuses that.
 *
 * @param isSent - whether the proxy has somewhere to send the callbacks of an address
 */
export function localCallbackOf(
  { callback_url: url }: Body,
  isSent: (callbackUrl: string) => boolean,
): string | undefined {
  if (typeof url !== "string" || !/^https?:/i.test(url) || spellingFault(url) !== undefined) return undefined;
  const internal = internalHost(url);
  if (internal !== undefined && (internal.host === "" || internal.impossible === true)) return undefined;
  return isSent(url) ? url : undefined;
}
