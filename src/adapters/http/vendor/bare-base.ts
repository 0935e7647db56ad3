import type { IncomingMessage } from "node:http";
import { vendorOperationList } from "../../../contract/vendor-operations.js";
import { paidHostOf } from "../../../hosts/paid-host.js";

/** First parts of the vendor's paths behind `/v1`. */
const firstParts = vendorOperationList.flatMap(({ path }) => /^\/v1\/(\w+)/.exec(path)?.[1] ?? []);
const BARE = new RegExp(`^/(?:${firstParts.join("|")})(?:[/?]|$)`);

/**
 * The path of a request by a client that counts `/v1` to its base URL, and got one without: the path that it means. A
 * call to the paid host itself, which comes here by proxy or preload, has to name its path in full.
 */
export function versionedPath({ url = "/", headers }: IncomingMessage): string {
  if (url.startsWith("/v1/") || !BARE.test(url)) return url;
  const asked = headers["x-forwarded-host"] ?? headers.host;
  return typeof asked === "string" && paidHostOf(asked) !== undefined ? url : `/v1${url}`;
}
