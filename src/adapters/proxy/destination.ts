import { PAID_API, paidHostOf, simulatedHosts } from "../../hosts/paid-host.js";
import { isThisMachine } from "../../hosts/this-machine.js";
import { parseUrl } from "../../text/parse-url.js";

/** Where a call that reaches the proxy may go. */
export type Destination =
  /** The mock answers in place of the paid host. */
  | { readonly to: "mock"; readonly host: string }
  /** A host of the paid service that is not simulated. */
  | { readonly to: "unsimulated"; readonly host: string }
  | { readonly to: "here"; readonly host: string; readonly port: number }
  | { readonly to: "elsewhere"; readonly host: string; readonly port: number };

/**
 * Reads host and port, in any spelling that a resolver would read the same way; `undefined` when they are none.
 *
 * @param authority - `api.example.com:443`, `[::1]:80`
 * @param standardPort - when none is named
 */
export function destinationOf(authority: string, standardPort: number): Destination | undefined {
  const url = parseUrl(`http://${authority}`);
  if (url === undefined || !/^[^/?#@\\]+$/.test(authority)) return undefined;
  const paid = paidDestination(authority);
  if (paid !== undefined) return paid;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const named = /:(\d+)$/.exec(authority.replace(/^\[.*\]/, ""))?.[1];
  const port = named === undefined ? standardPort : Number(named);
  if (port === 0) return undefined;
  if (isThisMachine(host)) return { to: "here", host, port };
  return { to: "elsewhere", host, port };
}

/** The destination of calls to a host of the paid service; `undefined` for any other host, or none. */
export function paidDestination(
  host: string | undefined,
): Extract<Destination, { to: "mock" | "unsimulated" }> | undefined {
  const paid = paidHostOf(host ?? "");
  return paid === undefined
    ? undefined
    : { to: simulatedHosts.includes(paid) ? "mock" : "unsimulated", host: paid };
}

export interface StoppedCall {
  readonly host: string;
  /** One sentence: what was stopped, why, and what to do. */
  readonly sentence: string;
}

/** Counts the calls that are not let through, and reports each kind of them once. */
export class StoppedCalls {
  readonly #counts = new Map<string, number>();
  readonly #reported = new Set<string>();

  constructor(private readonly onRefusal: (refusal: StoppedCall) => void) {}

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** @returns the sentence for a host of the paid service that is not simulated */
  unsimulated(host: string): string {
    return this.#count(
      host,
      `it belongs to the paid service, and only ${simulatedHosts.join(" and ")} are simulated`,
    );
  }

  /** @returns the sentence for a host that a closed network keeps out of reach */
  closed(host: string): string {
    return this.#count(host, "the network is closed (--network closed); --network open lets it through");
  }

  /** Reports a client that broke off after it had seen the certificate of the proxy. */
  distrusted({ code = "" }: NodeJS.ErrnoException): void {
    const reason = code.includes("NO_APPLICATION_PROTOCOL")
      ? "the client speaks HTTP/2 alone and the mock HTTP/1.1; switch HTTP/2 off in the client"
      : "the program broke off when it saw the certificate, so it trusts others than SSL_CERT_FILE names; have it trust that file, or point its base URL at WAN_MOCK_URL";
    this.#report(PAID_API, `wan-mock could not answer a call to ${PAID_API}: ${reason}`);
  }

  #count(host: string, reason: string): string {
    this.#counts.set(host, (this.#counts.get(host) ?? 0) + 1);
    const sentence = `wan-mock stopped a call to ${host}: ${reason}`;
    this.#report(host, sentence);
    return sentence;
  }

  #report(host: string, sentence: string): void {
    if (this.#reported.has(sentence)) return;
    this.#reported.add(sentence);
    this.onRefusal({ host, sentence });
  }
}
