import express, { type Express, type NextFunction, type Request, type Response, type Router } from "express";
import { cutText, longest } from "../../../text/cut-text.js";
import { closestRoute } from "../vendor/route-hint.js";
import { sendJson } from "../wire.js";
import { ControlError, controlErrorOf, invalidRequest, sendControlError } from "./control-error.js";
import { controlRefusal } from "./control-guard.js";
import type { ControlChange, ControlParts } from "./control-parts.js";
import { OtherAnswer, objectIn, readControlBody } from "./control-request.js";
import { CLOCK, controlRoutes, EVENTS, HEALTH, LINT, RESET } from "./control-routes.js";
import { answerOf } from "./query-route.js";

type Surroundings = {
  readonly originOf: (host: string | undefined) => string;
  readonly onBug: (error: unknown) => void;
};

/**
 * Adds the control side to an app: JSON under `/_mock`, guarded; lists are `{items, next}`.
 *
 * @param originOf - base of the address by which a client reached the mock, given its `Host` header
 * @param onBug - called with a failure inside the mock itself
 */
export function addControlRoutes(app: Express, parts: ControlParts, around: Surroundings): void {
  const router = controlRouter(parts, around);
  app.use((request, response, next) => {
    if (/^\/_mock(?:\/|$)/.test(request.path)) router(request, response, next);
    else next();
  });
}

function controlRouter(parts: ControlParts, { originOf, onBug }: Surroundings): Router {
  const router = express.Router({ caseSensitive: true, strict: true });
  const guard = (request: Request) => {
    const refusal = controlRefusal(request, parts.policy);
    if (refusal !== undefined) throw new ControlError(403, "control_refused", refusal);
  };
  for (const [path, methods] of Object.entries(controlRoutes(parts))) {
    router.all(path, async (request, response) => {
      if (path !== HEALTH) guard(request);
      const method = request.method === "HEAD" ? "GET" : request.method;
      const handler = Object.hasOwn(methods, method) ? methods[method] : undefined;
      if (handler === undefined) {
        refuseMethod(response, request.method, Object.keys(methods));
        return;
      }
      const text = method === "GET" ? "" : await readControlBody(request);
      const body = path === LINT ? {} : objectIn(text);
      const { transactions, timeline } = parts;
      if (!WITHOUT_STATE.has(path)) await transactions.run(() => timeline.runDue());
      const params = request.params as Readonly<Record<string, string>>;
      const { searchParams: query } = new URL(request.url, "http://control");
      const origin = () => originOf(request.headers.host);
      const handle = () => answerOf(handler, { params, body, text, origin }, query);
      // Moves of the clock are many steps, and others go on between them.
      const changes = method !== "GET" && path !== CLOCK && path !== LINT;
      const answer = changes ? await transactions.run(handle) : await handle();
      if (method !== "GET" && !TOLD_OTHERWISE.has(path))
        parts.onChange?.(changeOf({ method, path: request.path, params, body }, parts));
      await send(request, response, answer);
    });
  }
  router.use((request) => {
    guard(request);
    throw unknownRoute(request.method, request.path);
  });
  router.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    // A URIError is how express reports a path that does not decode.
    const refused =
      error instanceof URIError
        ? invalidRequest("The path holds a percent escape that does not decode")
        : controlErrorOf(error);
    if (refused === undefined) onBug(error);
    if (response.headersSent) response.destroy();
    else {
      const message = "The mock failed: its own log has the stack";
      sendControlError(response, refused ?? { status: 500, code: "internal_error", message });
    }
  });
  return router;
}

/** Answered also while the state cannot be used. */
const WITHOUT_STATE: ReadonlySet<string> = new Set([HEALTH, EVENTS, LINT]);

/** Calls that change nothing, or whose change the journal tells. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set([LINT, CLOCK, RESET]);

function changeOf(
  call: ControlChange & { readonly params: Readonly<Record<string, string>> },
  { accounts }: ControlParts,
): ControlChange {
  const { method, path, params, body } = call;
  const { match: _mayHoldAKey, ...shown } = body;
  const { key } = params;
  const shownPath = key === undefined ? path : `/_mock/accounts/${accounts.labelFor(key)}`;
  return { method, path: shownPath, body: shown };
}

function unknownRoute(method: string, path: string): ControlError {
  const near = closestRoute(method, path);
  const hint = near === undefined ? "GET /_mock/control.openapi.json lists them" : `did you mean ${near}?`;
  return new ControlError(
    404,
    "not_found",
    `There is no route ${method} ${cutText(path, longest.id)}: ${hint}`,
  );
}

async function send(request: Request, response: Response, answer: unknown): Promise<void> {
  if (!(answer instanceof OtherAnswer))
    sendJson(response, 200, ["cache-control", "no-store"], JSON.stringify(answer));
  else if (request.method === "HEAD")
    response.writeHead(200, { "content-type": answer.contentType, "cache-control": "no-store" }).end();
  else await answer.write(request, response);
}

function refuseMethod(response: Response, method: string, allowed: readonly string[]): void {
  const allow = allowed.flatMap((name) => (name === "GET" ? ["GET", "HEAD"] : [name])).join(", ");
  const message = `${method} is not allowed here, use ${allowed.join(", ")}`;
  sendControlError(response, { status: 405, code: "method_not_allowed", message }, [
    ...["cache-control", "no-store", "allow", allow],
  ]);
}
