import type { IncomingMessage } from "node:http";
import type { Express, Request, Response } from "express";
import { paidHostOf } from "../../../hosts/paid-host.js";
import { pageFiles } from "../../page/page-files.js";
import { pageHtml, servedPolicy } from "../../page/page-html.js";
import { ControlError, controlErrorOf, invalidRequest, sendControlError } from "../control/control-error.js";
import type { ControlPolicy } from "../control/control-guard.js";
import { objectIn, readControlBody } from "../control/control-request.js";
import { isSame, sessionCookie } from "./page-session.js";

/** Paths of the page. Its data is guarded, the page itself is for everybody: it tells how to be let in. */
const PATHS = ["/", "/_mock", "/_mock/", "/_mock/docs"];

/** Exchanges the token for a cookie. */
const SESSION = "/_mock/session";

/** The documented routes, with their methods. */
export const pageRoutes = {
  "/_mock": { GET: true },
  "/_mock/docs": { GET: true },
  [SESSION]: { POST: true },
} as const;

const COMMON = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

/** Adds the page for people to an app. `/` answers it to browsers alone; other clients go on to what comes behind. */
export function addPageRoutes(app: Express, policy: ControlPolicy): void {
  app.get(PATHS, (request, response, next) => {
    if (request.path === "/" && (isPaid(request) || !wantsHtml(request))) {
      next();
      return;
    }
    const token = new URL(request.url, "http://page").searchParams.get("token");
    if (token !== null && policy.token !== undefined && isSame(token, policy.token)) {
      // The token leaves the address bar, and with it the history of the browser.
      response.writeHead(303, {
        location: request.path,
        "set-cookie": sessionCookie(token, isSecure(request)),
      });
      response.end();
      return;
    }
    sendPage(response);
  });
  app.get("/_mock/page/:name", (request, response, next) => {
    const { scriptName, script, styleName, style } = pageFiles();
    const { name } = request.params;
    if (name === scriptName) sendFile(response, "text/javascript; charset=utf-8", script);
    else if (name === styleName) sendFile(response, "text/css; charset=utf-8", style);
    else next();
  });
  app.post(SESSION, async (request, response) => {
    try {
      await openSession(request, response, policy);
    } catch (error) {
      const refused = controlErrorOf(error);
      if (refused === undefined) throw error;
      sendControlError(response, refused);
    }
  });
}

/** @throws {ControlError} for a wrong token, or where none is needed */
async function openSession(
  request: Request,
  response: Response,
  { token: wanted }: ControlPolicy,
): Promise<void> {
  const { token } = objectIn(await readControlBody(request));
  if (wanted === undefined)
    throw invalidRequest("no token is needed here: --control-token sets one when the mock starts");
  if (typeof token !== "string" || !isSame(token, wanted))
    throw new ControlError(403, "control_refused", "This is not the token that --control-token was given");
  const cookie = sessionCookie(token, isSecure(request));
  response.writeHead(204, { "set-cookie": cookie, "cache-control": "no-store" }).end();
}

/** Whether a request prefers HTML to JSON, as a browser's address bar does. */
function wantsHtml(request: Request): boolean {
  return request.accepts(["application/json", "text/html"]) === "text/html";
}

/** The paid service has no page. */
function isPaid({ headers }: IncomingMessage): boolean {
  const asked = headers["x-forwarded-host"] ?? headers.host;
  return typeof asked === "string" && paidHostOf(asked) !== undefined;
}

function isSecure({ headers }: IncomingMessage): boolean {
  return headers["x-forwarded-proto"] === "https";
}

function sendPage(response: Response): void {
  const { scriptName, styleName } = pageFiles();
  const html = pageHtml({
    title: "wan-mock",
    head: `<link rel="stylesheet" href="/_mock/page/${styleName}">\n<link rel="modulepreload" href="/_mock/page/${scriptName}">`,
    scripts: `<script type="module" src="/_mock/page/${scriptName}"></script>`,
    withoutScript:
      "This page needs JavaScript. The same facts are served as JSON under /_mock: GET /_mock/control.openapi.json lists the routes.",
  });
  response.writeHead(200, {
    ...COMMON,
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    vary: "Accept",
    "content-security-policy": servedPolicy,
    "x-frame-options": "DENY",
  });
  response.end(html);
}

/** Its name holds a hash of its text, so that a browser may keep it for ever. */
function sendFile(response: Response, type: string, text: string): void {
  response.writeHead(200, {
    ...COMMON,
    "content-type": type,
    "cache-control": "public, max-age=31536000, immutable",
  });
  response.end(text);
}
