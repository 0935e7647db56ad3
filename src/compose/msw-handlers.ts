import { bypass, type HttpHandler, http } from "msw";
import { type BaseAddress, baseAddress, paidAddress } from "../adapters/kit/base-address.js";
import { brokenCall } from "../adapters/kit/broken-call.js";
import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { refuseUnknownKeys } from "../errors/refuse-unknown-keys.js";
import type { SocketlessMock } from "./create-mock.js";
import type { Mock } from "./mock.js";

/** Options of `wanMockHandlers`. */
export interface WanMockHandlersOptions {
  /**
   * Base URLs under which clients look for the service beside `https://api.evolink.ai` and
   * `https://files-api.evolink.ai`: scheme, host, and the path in front of `/v1`. Default none.
   */
  readonly baseUrl?: string | readonly string[];
}

/** Of one connection between client and server, so not for the next one; the host is the mock's. */
const CONNECTION_HEADER =
  /^(?:connection|expect|host|keep-alive|proxy-connection|te|trailer|transfer-encoding|upgrade)$/;

/**
 * Handlers for MSW's `setupServer` and `server.use`: calls for the paid service are answered by the mock, and what the
 * mock links to (results, sample media) is answered under its own URL.
 *
 * Answers, mishaps and the journal are those of `mock.fetch`, or of the socket for a mock that has one. Where the
 * connection breaks `fetch` rejects, with the reason's `code` in the error's `cause`, and `node:http` gets an error of
 * `code` `ECONNRESET`.
 * Other hosts are left to other handlers and to `onUnhandledRequest`.
 *
 * @param mock - of `createMock`, `startMock` or, inside of a test, `useMock`; it stays the caller's to close
 * @throws {KitError} `INVALID_OPTION`; `OUTSIDE_OF_TEST` for the handle of `useMock` while no test runs
 * @example
 * const mock = createMock({ clock: "frozen" });
 * const server = setupServer(...wanMockHandlers(mock));
 * server.listen({ onUnhandledRequest: "error" });
 */
export function wanMockHandlers(
  mock: Mock | SocketlessMock,
  options: WanMockHandlersOptions = {},
): HttpHandler[] {
  refuseUnknownKeys(options, ["baseUrl"], "options of wanMockHandlers");
  const reach = wayTo(mock);
  const { baseUrl = [] } = options;
  const further = (Array.isArray(baseUrl) ? baseUrl : [baseUrl]) as readonly unknown[];
  const bases = [paidAddress, baseAddress(mock.url), ...further.map(baseAddress)];
  return bases.map((base) => http.all(base.pattern, ({ request }) => carried(request, base, reach)));
}

/** How a mock is reached from a handler. */
function wayTo(mock: Mock | SocketlessMock) {
  const { url } = Object(mock) as { url?: unknown };
  if (typeof url !== "string") {
    throw invalidOption(
      `wanMockHandlers takes a mock: createMock(), await startMock(), got ${quoteForMessage(mock)}`,
    );
  }
  if ("fetch" in mock) return { url, send: mock.fetch };
  // MSW sees calls to the socket as well, and would hand them to the same handlers again.
  return { url, send: (input: string, init: RequestInit) => fetch(bypass(input, init)) };
}

/** Sends a call on to the mock. */
async function carried(
  request: Request,
  base: BaseAddress,
  { url, send }: ReturnType<typeof wayTo>,
): Promise<Response> {
  // As pairs: while MSW records headers a copy made by `new Headers` can lack some.
  const headers = [...request.headers].filter(([name]) => !CONNECTION_HEADER.test(name));
  const { method, body, signal } = request;
  try {
    return await send(`${url}${base.pathOf(request.url)}`, {
      method,
      headers,
      signal,
      redirect: "manual",
      ...(body === null ? {} : { body, duplex: "half" }),
    });
  } catch (error) {
    return brokenCall(request, error);
  }
}
