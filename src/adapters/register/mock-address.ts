import { invalidOption } from "../../errors/kit-error.js";
import { proxiesIn } from "../../hosts/no-proxy.js";
import { paidHostOf } from "../../hosts/paid-host.js";
import { isThisMachine } from "../../hosts/this-machine.js";
import { parseUrl } from "../../text/parse-url.js";

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
    throw invalidOption(
      `WAN_MOCK_URL is "${text.slice(0, 200)}": it must be the address of a mock and nothing more, such as http://127.0.0.1:2727`,
    );
  }
  if (paidHostOf(url.host) !== undefined) {
    throw invalidOption(
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

/** Whether an address is that of the proxy of `wan-mock run`: what goes there reaches the mock. */
export function isRunProxy(host: string | undefined, port: unknown): boolean {
  const own = parseUrl(process.env["WAN_MOCK_PROXY"] ?? "");
  return own !== undefined && own.hostname === host && own.port === String(port);
}

/** Whether every proxy that the environment names is that of `wan-mock run`. */
export function hasOnlyRunProxy(environment: NodeJS.ProcessEnv): boolean {
  const own = environment["WAN_MOCK_PROXY"] ?? "";
  const named = proxiesIn(environment);
  return own !== "" && named.length > 0 && named.every((proxy) => proxy === own);
}
