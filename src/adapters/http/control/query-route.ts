import type { ControlHandler, ControlRequest, QueryHandler } from "./control-request.js";
import { type Filter, readQuery } from "./read-query.js";

/**
 * A handler of a route that takes query parameters.
 *
 * @param filters - the parameters, each with what it may say, or `undefined` for any text
 * @param answer - gets those that were sent
 */
export function withQuery<Name extends string>(
  filters: Readonly<Record<Name, Filter | undefined>>,
  answer: (query: Readonly<Partial<Record<Name, string>>>, request: ControlRequest) => unknown,
): QueryHandler {
  return { answer: (request, query) => answer(readQuery(query, filters), request) };
}

/** What a handler answers; every query parameter that it does not take is refused. */
export function answerOf(
  handler: ControlHandler | QueryHandler,
  request: ControlRequest,
  query: URLSearchParams,
): unknown {
  if (typeof handler !== "function") return handler.answer(request, query);
  readQuery(query, {});
  return handler(request);
}
