import http, { IncomingMessage, ServerResponse } from "node:http";
import type { Express } from "express";

/**
 * A server for an express app whose requests and responses are born with express's prototypes.
 *
 * express sets the prototype of each request and response when it handles them; on Node 20 and 22 that
 * de-optimises both objects and costs most of the throughput. Handing express the very prototypes it would
 * set makes that call change nothing. Public API only: `http.createServer` options and `app.request`.
 *
 * @param listener - called with each request; hands to the app what is for it
 */
export function createExpressServer(
  app: Express,
  options: http.ServerOptions,
  listener: http.RequestListener = app,
): http.Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  Object.setPrototypeOf(AppRequest.prototype, app.request as object);
  Object.setPrototypeOf(AppResponse.prototype, app.response as object);
  app.request = AppRequest.prototype as unknown as Express["request"];
  app.response = AppResponse.prototype as unknown as Express["response"];
  return http.createServer(
    { ...options, IncomingMessage: AppRequest, ServerResponse: AppResponse as never },
    listener,
  );
}
