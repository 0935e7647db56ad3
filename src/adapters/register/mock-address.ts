import { KitError } from "../../errors/kit-error.js";
import { paidHostOf } from "../../hosts/paid-host.js";
import { isThisMachine } from "../../hosts/this-machine.js";
import { parseUrl } from "../../text/parse-url.js";

/** Where the mock listens. */
export interface MockAddress {
  /** Name or address to connect to; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** The value of a `Host` header. */
  readonly authority: string;
}

/**
 * The address in `WAN_MOCK_URL`; `undefined` when it is not set.
 *
 * @throws {KitError} `INVALID_OPTION` when it is no base URL of a mock
 */
export function mockAddress(environment: NodeJS.ProcessEnv = process.env): MockAddress | undefined {
  const text = environment["WAN_MOCK_URL"]?.trim() ?? "";
  if (text === "") return undefined;
  const url = parseUrl(text);
  const isBase =
    url?.protocol === "http:" && url.username === "" && url.password === "" && `${url.origin}/` === url.href;
  if (url === undefined || !isBase) {
    throw new KitError(
      "INVALID_OPTION",
      `WAN_MOCK_URL is "${text.slice(0, 200)}": it must be the address of a mock and nothing more, such as http://127.0.0.1:2727`,
    );
  }
  if (paidHostOf(url.host) !== undefined) {
    throw new KitError(
      "INVALID_OPTION",
      `WAN_MOCK_URL is "${text}": that is the paid service; it must be the address of a mock, such as http://127.0.0.1:2727`,
    );
  }
  const host = url.hostname.replace(/^\[|\]$/g, "");
  return { host, port: url.port === "" ? 80 : Number(url.port), authority: url.host };
}

/**
 * Whether a host is this machine or where the mock is, which may be bound to any address: servers there may be called by
 * any name.
 *
 * @param host - a name or an address; IPv6 without brackets
 */
export function isNear(host: string): boolean {
  return isThisMachine(host) || host === mockAddress()?.host;
}
