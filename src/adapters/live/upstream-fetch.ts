import { Readable } from "node:stream";
import type { ServiceUrl } from "../../hosts/service-url.js";
import { sendUpstream } from "./upstream.js";
import { UpstreamFailure } from "./upstream-failure.js";

/** Headers of an answer that are handed on. */
const HANDED_ON = ["content-type", "location", "retry-after"] as const;

/** Statuses whose answers have no body. */
const BODILESS: readonly number[] = [204, 205, 304];

/**
 * A `fetch` for GET requests to one service that connects as `sendUpstream` does: directly, whatever proxy the environment
 * names. Follows no redirect.
 *
 * @param silenceMs - real milliseconds without a byte after which a request is given up
 */
export function upstreamFetch(upstream: ServiceUrl, silenceMs: number): typeof globalThis.fetch {
  return async (input, init = {}) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : input);
    try {
      const answer = await sendUpstream(
        // The path has the prefix already.
        { ...upstream, prefix: "" },
        {
          method: "GET",
          target: `${pathname}${search}`,
          headers: [...new Headers(init.headers)].flat(),
          body: undefined,
          signal: init.signal ?? new AbortController().signal,
        },
        silenceMs,
      );
      const { statusCode: status = 502, headers } = answer;
      const body = BODILESS.includes(status) ? null : Readable.toWeb(answer);
      return new Response(body as ConstructorParameters<typeof Response>[0], {
        status,
        headers: HANDED_ON.flatMap((name): [string, string][] =>
          headers[name] === undefined ? [] : [[name, headers[name]]],
        ),
      });
    } catch (error) {
      throw error instanceof UpstreamFailure ? (error.cause ?? error) : error;
    }
  };
}
