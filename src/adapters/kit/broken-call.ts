/**
 * The response for MSW to a call without an answer: the client sees its connection break, as on a network.
 *
 * @param request - as MSW hands it to a handler
 * @param error - what `fetch` rejected with; its cause says why
 */
export function brokenCall(request: Request, error: unknown): Response {
  // Only node:http writes a Host into the headers. Given a network error it would get one without a code, and clients
  // decide by the code whether to try again; a body that breaks off before it starts is a hang-up, of ECONNRESET.
  if (request.headers.has("host")) return new Response(brokenBody(error));
  const { code, message } = Object(
    error instanceof Error ? (error.cause ?? error) : error,
  ) as NodeJS.ErrnoException;
  // MSW makes it the cause of the error that fetch rejects with.
  return Object.assign(Response.error(), { code, message });
}

function brokenBody(error: unknown): ReadableStream {
  return new ReadableStream({
    start: (controller) => {
      controller.error(error);
    },
  });
}
