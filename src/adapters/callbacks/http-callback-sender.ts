import { type LookupAddress, type LookupAllOptions, lookup as systemResolver } from "node:dns";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { internalHost } from "../../hosts/internal-address.js";
import type { CallbackReply, CallbackRequest, CallbackSender } from "../../ports/callback-sender.js";
import { clearTimeout, realElapsed, setTimeout } from "../../ports/real-timers.js";

/** Bytes of an answer that are kept. */
const KEPT_BYTES = 2048;

/** Bytes of an answer that are read: more than any receiver needs to say. */
const MOST_READ = 64 * 1024;

/**
 * Sends callbacks over the network, each attempt on a connection of its own: on a kept one, a receiver that reads
 * the request and resets looks like one that closed the idle connection before. One deadline until the status line;
 * no redirects.
 */
export class HttpCallbackSender implements CallbackSender {
  readonly #agents = { "http:": new HttpAgent(), "https:": new HttpsAgent() };
  readonly #publicLookup: LookupFunction;

  /**
   * @param resolveName - finds the addresses of a name, as `dns.lookup` with `all` does
   * @param bodyPatienceMs - real time that the body of an answer gets after its status line, which is what decides
   */
  constructor(
    resolveName: NameResolver = systemResolver,
    private readonly bodyPatienceMs = 1000,
  ) {
    this.#publicLookup = publicLookup(resolveName);
  }

  send({ url: target, body, patienceMs, mustBePublic }: CallbackRequest): Promise<CallbackReply> {
    const started = realElapsed();
    const seconds = () => (realElapsed() - started) / 1000;
    return new Promise((resolve) => {
      let answered = false;
      const url = new URL(target);
      const secure = url.protocol === "https:";
      const options: RequestOptions = {
        method: "POST",
        agent: this.#agents[secure ? "https:" : "http:"],
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
          "user-agent": "wan-mock",
        },
        ...(mustBePublic ? { lookup: this.#publicLookup } : {}),
      };
      const request = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
        clearTimeout(deadline);
        const head = { kind: "answered", status: response.statusCode ?? 0, seconds: seconds() } as const;
        answered = true;
        void collect(response, this.bodyPatienceMs).then((rest) => resolve({ ...head, ...rest }));
      });
      const deadline = setTimeout(() => {
        resolve({ kind: "silent", seconds: seconds() });
        request.destroy();
      }, patienceMs);
      request.on("error", (error: NodeJS.ErrnoException) => {
        clearTimeout(deadline);
        if (answered) return;
        const reason = reasons[error.code ?? ""] ?? error.message;
        resolve({ kind: "failed", reason, seconds: seconds() });
      });
      request.end(body);
    });
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }
}

/** The first bytes of an answer, and why there are no more; the connection is cut where the body does not end. */
function collect(
  response: IncomingMessage,
  patienceMs: number,
): Promise<{ body: string; incomplete?: string }> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    let size = 0;
    const finish = (incomplete?: string) => {
      clearTimeout(patience);
      const body = Buffer.concat(parts).toString("utf8");
      resolve(incomplete === undefined ? { body } : { body, incomplete });
      if (incomplete !== undefined) response.destroy();
    };
    const patience = setTimeout(
      () => finish(`the body did not end within ${patienceMs / 1000} s of the status line`),
      patienceMs,
    );
    response.on("data", (chunk: Buffer) => {
      if (size < KEPT_BYTES) parts.push(chunk.subarray(0, KEPT_BYTES - size));
      size += chunk.length;
      if (size > MOST_READ) finish(`the body was longer than ${MOST_READ / 1024} KiB`);
    });
    response.on("end", () => finish());
    response.on("error", () => finish("the connection broke off within the body"));
  });
}

type NameResolver = (
  name: string,
  options: LookupAllOptions,
  found: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** Resolves a name and refuses it when any of its addresses is internal, at the moment of connecting. */
const publicLookup =
  (resolveName: NameResolver): LookupFunction =>
  (name, options, callback) => {
    resolveName(name, { ...options, all: true }, (error, addresses) => {
      if (error !== null) {
        callback(error, "", 0);
        return;
      }
      const internal = addresses.find(
        ({ address }) =>
          internalHost(`http://${isIP(address) === 6 ? `[${address}]` : address}/`) !== undefined,
      );
      if (internal !== undefined) {
        callback(new Error(`${name} resolves to the internal address ${internal.address}`), "", 0);
        return;
      }
      const [first] = addresses;
      if (options.all === true)
        (callback as (error: null, addresses: LookupAddress[]) => void)(null, addresses);
      else callback(null, first?.address ?? "", first?.family ?? 4);
    });
  };

/** Why a callback did not arrive, by the code of the error. */
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: "connection refused: nothing listens there",
  ENOTFOUND: "the host name does not resolve",
  ECONNRESET: "the receiver closed the connection without an answer",
};
