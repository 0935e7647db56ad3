import { type LookupAddress, type LookupAllOptions, lookup as systemResolver } from "node:dns";
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest, type RequestOptions } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { internalHost } from "../../contract/internal-address.js";
import type { CallbackReply, CallbackRequest, CallbackSender } from "../../ports/callback-sender.js";
import { clearTimeout, realElapsed, setTimeout } from "../../ports/real-timers.js";

/** Bytes of an answer that are kept. */
const KEPT_BYTES = 2048;

const STALE = Symbol("a kept connection was closed by the receiver before it was used");

/** Sends callbacks over the network: keep-alive, one deadline for the whole exchange, no redirects. */
export class HttpCallbackSender implements CallbackSender {
  readonly #agents = {
    "http:": new HttpAgent({ keepAlive: true }),
    "https:": new HttpsAgent({ keepAlive: true }),
  };

  readonly #publicLookup: LookupFunction;

  /** @param resolveName - finds the addresses of a name, as `dns.lookup` with `all` does */
  constructor(resolveName: NameResolver = systemResolver) {
    this.#publicLookup = publicLookup(resolveName);
  }

  async send(request: CallbackRequest): Promise<CallbackReply> {
    const first = await this.#exchange(request);
    if (first !== STALE) return first;
    // Nothing was attempted yet: a receiver may close an idle connection at the moment it is used again.
    const second = await this.#exchange(request);
    return second === STALE
      ? { kind: "failed", reason: "connection closed by the receiver", seconds: 0 }
      : second;
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  #exchange({
    url: target,
    body,
    patienceMs,
    mustBePublic,
  }: CallbackRequest): Promise<CallbackReply | typeof STALE> {
    const started = realElapsed();
    const seconds = () => (realElapsed() - started) / 1000;
    return new Promise((resolve) => {
      const settle = (reply: CallbackReply | typeof STALE) => {
        clearTimeout(deadline);
        resolve(reply);
      };
      const fail = (error: NodeJS.ErrnoException) => {
        if (request.reusedSocket && error.code === "ECONNRESET") settle(STALE);
        else settle({ kind: "failed", reason: reasonOf(error), seconds: seconds() });
      };
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
        collect(response).then(
          (text) =>
            settle({ kind: "answered", status: response.statusCode ?? 0, seconds: seconds(), body: text }),
          fail,
        );
      });
      const deadline = setTimeout(() => {
        resolve({ kind: "silent", seconds: seconds() });
        request.destroy();
      }, patienceMs);
      request.on("error", fail);
      request.end(body);
    });
  }
}

/** The first bytes of an answer; the rest is read and dropped. */
function collect(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on("data", (chunk: Buffer) => {
      if (size < KEPT_BYTES) parts.push(chunk.subarray(0, KEPT_BYTES - size));
      size += chunk.length;
    });
    response.on("end", () => {
      resolve(Buffer.concat(parts).toString("utf8"));
    });
    response.on("error", reject);
    response.on("aborted", () => {
      reject(new Error("the receiver broke off its answer"));
    });
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

function reasonOf(error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case "ECONNREFUSED":
      return "connection refused: nothing listens there";
    case "ENOTFOUND":
      return "the host name does not resolve";
    case "ECONNRESET":
      return "the receiver closed the connection without an answer";
    default:
      return error.message;
  }
}
