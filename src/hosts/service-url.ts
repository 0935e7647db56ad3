import { parseUrl } from "../text/parse-url.js";
import { isLoopbackHost, isUnspecifiedAddress } from "./loopback.js";
import { PAID_API, PAID_FILES, paidHostOf } from "./paid-host.js";

/** The address of a service with the vendor's API. */
export interface ServiceUrl {
  readonly protocol: "http:" | "https:";
  /** A name or an address; IPv6 without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** What `Host` says: `api.example.com`, `127.0.0.1:3000`. */
  readonly host: string;
  /** Stands before the path of every request: empty, or `/prefix`. */
  readonly prefix: string;
}

/** Why a text is no address of a service. */
export interface AddressProblem {
  /** Ends a sentence that names the text. */
  readonly problem: string;
  /** It holds a password, so that no message may repeat it. */
  readonly isSecret: boolean;
}

/**
 * Reads the base address of a service: what stands before `/v1`.
 *
 * @param text - such as `http://127.0.0.1:2727`
 */
export function readServiceUrl(text: string): ServiceUrl | AddressProblem {
  const url = parseUrl(text);
  const problem = (sentence: string, isSecret = false) => ({ problem: sentence, isSecret });
  if (url === undefined || !/^https?:$/.test(url.protocol))
    return problem("it must be an address such as http://127.0.0.1:2727");
  if (url.username !== "" || url.password !== "") return problem("holds a user name or password", true);
  const [mark] = /[?#]/.exec(text) ?? [];
  if (mark !== undefined) return problem(`leave out what follows ${mark}`);
  const prefix = url.pathname.replace(/\/+$/, "");
  const [route] = /\/v1(?:\/(?:videos|tasks|credits|models)\b.*)?$/.exec(prefix) ?? [];
  if (route !== undefined) return problem(`leave out ${route}, each request adds its own path`);
  const protocol = url.protocol === "https:" ? "https:" : "http:";
  if (protocol === "http:" && paidHostOf(url.host) !== undefined)
    return problem("the paid service must be reached over https");
  return {
    protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (protocol === "https:" ? 443 : 80) : Number(url.port),
    host: url.host,
    prefix,
  };
}

/** Whether calls to a service stay on this machine, by the spelling of its host alone. */
export function isOnThisMachine({ hostname }: Pick<ServiceUrl, "hostname">): boolean {
  return isLoopbackHost(hostname) || isUnspecifiedAddress(hostname);
}

/** Where the file service of a service is: the paid one has a host of its own for it. */
export function fileServiceOf(address: ServiceUrl): ServiceUrl {
  return paidHostOf(address.hostname) === PAID_API
    ? { ...address, hostname: PAID_FILES, host: address.host.replace(/^[^:]+/, PAID_FILES) }
    : address;
}
