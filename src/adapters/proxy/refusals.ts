import { PAID_API } from "../../hosts/paid-host.js";

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
    return this.#count(host, `it belongs to the paid service, and only ${PAID_API} is simulated`);
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
