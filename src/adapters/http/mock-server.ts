import { once } from "node:events";
import http, { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Express, Request, Response } from "express";
import { errorCatalogue } from "../../contract/error-catalogue.js";
import { envelope, type Rejection, rejection } from "../../contract/rejection.js";
import { MOST_UPLOAD_BODY } from "../../contract/uploads/upload-limits.js";
import { isOfFileService, vendorOperationList } from "../../contract/vendor-operations.js";
import { refusedWith } from "../../engine/answer.js";
import { KitError } from "../../errors/kit-error.js";
import { paidHostOf } from "../../hosts/paid-host.js";
import { clearTimeout, setTimeout } from "../../ports/real-timers.js";
import { failureAnswers } from "./answer-failure.js";
import type { ControlParts } from "./control/control-parts.js";
import { MOST_CONTROL_BYTES } from "./control/control-request.js";
import { linkBaseFor } from "./link-base.js";
import { AnswerWriter, type AnswerWriterParts } from "./vendor/answer-writer.js";
import { Faults } from "./vendor/faults.js";
import { type VendorRouteParts, vendorRouter } from "./vendor/vendor-routes.js";
import { announcedBytes, pathOf } from "./wire.js";

/** Real milliseconds that answers in flight get when the server closes; then their connections are cut. */
const CLOSE_PATIENCE_MS = 2000;

/** The parts of a server, whatever its address. */
export interface ServedParts
  extends Omit<AnswerWriterParts, "accounts" | "faults">,
    Omit<VendorRouteParts, "writer" | "originOf" | "faults"> {
  /** Base of result links and of the documents' servers, when it does not follow from the request. */
  readonly publicUrl: string | undefined;
  readonly control: ControlParts;
  /** Called with a failure inside the mock itself. */
  readonly onBug: (error: unknown) => void;
  /** Whether paths without `/v1` are taken for those with it. */
  readonly takesBareBase: boolean;
}

/** A listening server. */
export interface MockServer {
  /** `http://127.0.0.1:2727`, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Finishes the answers in flight, then frees the port. Safe to call twice. */
  close(): Promise<void>;
}

/** A mock without a socket answers under this name. */
const NOWHERE = "http://wan-mock.test";

const OPTIONS = {
  requestTimeout: 120_000,
  headersTimeout: 30_000,
  keepAliveTimeout: 65_000,
  // Node would refuse it with an empty answer.
  requireHostHeader: false,
};

/** A server that does not listen: for `listen`, or for whoever hands it requests in process. */
export function createMockServer(parts: ServedParts) {
  let url = NOWHERE;
  const faults = new Faults(parts.control.timeline);
  const { listener: answer, refuse, born } = answersOf({ ...parts, faults }, () => url);
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    if (parts.takesBareBase) request.url = versionedPath(request);
    const flaw = hostFlaw(request);
    if (flaw !== undefined)
      refuse(request, response, rejection(errorCatalogue.submit.invalid_request, { message: flaw }));
    else answer(request, response);
  };
  const server = http.createServer({ ...OPTIONS, ...born }, listener);
  server.on("checkContinue", (request, response) => {
    // A body that will be refused is not asked for.
    const limit = mostBytesAt(pathOf(request), parts);
    if ((announcedBytes(request) ?? 0) <= limit) response.writeContinue();
    listener(request, response);
  });
  server.on("checkExpectation", (request, response) => {
    refuse(request, response, rejection(errorCatalogue.shared.expectation_failed));
  });
  const unused = new Set<Socket>();
  server.on("connect", (request) => {
    const response = new ServerResponse(request);
    response.assignSocket(request.socket);
    request.socket.on("error", () => undefined);
    response.once("finish", () => request.socket.end());
    // The server no longer counts it among its connections.
    unused.add(request.socket);
    // A client that takes the mock for a proxy.
    const message =
      "CONNECT asks for the tunnel of a proxy, and this server is not one: send requests here, or run the program with wan-mock run -- COMMAND";
    refuse(request, response, rejection(errorCatalogue.shared.method_not_allowed, { message }));
  });
  server.on("clientError", answerClientError);
  server.on("connection", (socket: Socket) => {
    unused.add(socket);
    socket.once("close", () => unused.delete(socket));
  });
  server.on("request", ({ socket }: IncomingMessage) => unused.delete(socket));
  return {
    http: server,
    /** Sets the address that links fall back to. */
    bindTo: (bound: string): void => {
      url = bound;
    },
    /**
     * Cuts answers that a fault holds up, and connections that were opened and never used: node takes those for
     * busy when the server closes.
     */
    cutIdle: (): void => {
      faults.close();
      for (const socket of unused) socket.destroy();
    },
  };
}

/**
 * Serves an app.
 *
 * @param where - host and port; port 0 takes any free one
 * @throws {KitError} `PORT_IN_USE`, `CANNOT_LISTEN`
 */
export async function listen(parts: ServedParts, where: { host: string; port: number }): Promise<MockServer> {
  const { http: server, bindTo, cutIdle } = createMockServer(parts);
  try {
    server.listen(where.port, where.host);
    await once(server, "listening");
  } catch (error) {
    throw listenError(error, where);
  }
  const { port } = server.address() as AddressInfo;
  const url = `http://${hostInUrl(where.host)}:${port}`;
  bindTo(url);
  let closing: Promise<void> | undefined;
  return {
    url,
    port,
    close: () => {
      cutIdle();
      closing ??= close(server, parts);
      return closing;
    },
  };
}

/** Bytes of a body that are taken in at a path. */
function mostBytesAt(path: string, { maxBody }: ServedParts): number {
  if (path.startsWith("/_mock/")) return MOST_CONTROL_BYTES;
  return isOfFileService(path) ? MOST_UPLOAD_BODY : maxBody;
}

async function close(server: http.Server, parts: ServedParts): Promise<void> {
  const closed = once(server, "close");
  server.close();
  // A stream of events never ends by itself.
  parts.control.events.close();
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), CLOSE_PATIENCE_MS);
  await closed;
  clearTimeout(impatience);
}

/** An address as it stands in a link: IPv6 in brackets, "any address" as this machine. */
function hostInUrl(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

function listenError(error: unknown, where: { host: string; port: number }): KitError {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown";
  const place = `${where.host}:${where.port}`;
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: `${place} is taken: stop what listens there, or choose another with --port (0 takes any free one)`,
    EACCES: `${place} may not be bound by this user: choose a --port above 1023`,
  };
  return new KitError(
    code === "EADDRINUSE" ? "PORT_IN_USE" : "CANNOT_LISTEN",
    reasons[code] ?? `cannot listen on ${place} (${code}): choose another --host or --port`,
    { cause: error },
  );
}

/** RFC 9112, 3.2: an HTTP/1.1 request names its host, and none names two. */
function hostFlaw({ rawHeaders, httpVersion }: IncomingMessage): string | undefined {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? "";
    if (name.length === 4 && name.toLowerCase() === "host") hosts++;
  }
  if (hosts > 1) return "The request has more than one Host header: send one";
  return hosts === 0 && httpVersion === "1.1"
    ? "The request lacks the Host header that HTTP/1.1 asks for"
    : undefined;
}

/** Bytes that are no HTTP get an envelope too, though they never reach the app. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { headers_too_large, request_timeout } = errorCatalogue.shared;
  const message = "The request is not well-formed HTTP/1.1";
  let refused = rejection(errorCatalogue.submit.invalid_request, { message });
  if (error.code === "HPE_HEADER_OVERFLOW") refused = rejection(headers_too_large);
  if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") refused = rejection(request_timeout);
  const body = envelope(refused);
  socket.end(
    `HTTP/1.1 ${refused.status} ${http.STATUS_CODES[refused.status] ?? "Error"}\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/**
 * Answers requests: the vendor's routes at once, all else by express, which is loaded when somebody first asks for it.
 *
 * @param boundUrl - base of the address the server is bound to
 */
function answersOf(parts: ServedParts & Pick<VendorRouteParts, "faults">, boundUrl: () => string) {
  const { control, ids, onBug, publicUrl } = parts;
  const writer = new AnswerWriter({ ...parts, accounts: control.accounts });
  const answerFailure = failureAnswers(writer, onBug);
  const originOf = (host: string | undefined) => publicUrl ?? linkBaseFor(host, boundUrl());
  const answerVendor = vendorRouter({ ...parts, writer, originOf });
  const prototypes = expressPrototypes();
  const app = onceAsked(async () => {
    const { createExpressApp } = await import("./express-app.js");
    const isProxy = parts.liveHandler !== undefined;
    return prototypes.of(createExpressApp({ writer, ids, control, answerFailure, originOf, isProxy, onBug }));
  });
  return {
    born: prototypes.born,
    listener: (request: IncomingMessage, response: ServerResponse): void => {
      const answering =
        answerVendor(request, response) ??
        app().then((express) => void express(request as Request, response as Response));
      answering.catch((error: unknown) => answerFailure(error, request, response));
    },
    /** Answers with a rejection and ends the connection; the journal has it too. */
    refuse: (request: IncomingMessage, response: ServerResponse, refused: Rejection): void => {
      const open = writer.open(request, response, "unknown");
      writer.write(open, refusedWith(refused), ["connection", "close"]);
    },
  };
}

/** Makes something when it is first asked for. */
function onceAsked<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/**
 * Requests and responses that are born with the prototypes that express would give them.
 *
 * express sets the prototype of each request and response when it handles them; on Node 20 and 22 that
 * de-optimises both objects and costs most of the throughput. Handing express the very prototypes it would
 * set makes that call change nothing. Public API only: `http.createServer` options and `app.request`.
 */
function expressPrototypes() {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  return {
    /** Options of `http.createServer`. */
    born: { IncomingMessage: AppRequest, ServerResponse: AppResponse } as http.ServerOptions,
    /** The app, with these prototypes for its own. */
    of: (app: Express): Express => {
      Object.setPrototypeOf(AppRequest.prototype, app.request as object);
      Object.setPrototypeOf(AppResponse.prototype, app.response as object);
      app.request = AppRequest.prototype as unknown as Express["request"];
      app.response = AppResponse.prototype as unknown as Express["response"];
      return app;
    },
  };
}

/** First parts of the vendor's paths behind `/v1`. */
const firstParts = vendorOperationList.flatMap(({ path }) => /^\/v1\/(\w+)/.exec(path)?.[1] ?? []);
const BARE = new RegExp(`^/(?:${firstParts.join("|")})(?:[/?]|$)`);

/**
 * The path of a request by a client that counts `/v1` to its base URL, and got one without: the path that it means. A
 * call to the paid host itself, which comes here by proxy or preload, has to name its path in full.
 */
function versionedPath({ url = "/", headers }: IncomingMessage): string {
  if (url.startsWith("/v1/") || !BARE.test(url)) return url;
  const asked = headers["x-forwarded-host"] ?? headers.host;
  return typeof asked === "string" && paidHostOf(asked) !== undefined ? url : `/v1${url}`;
}
