import { closestRoute } from "./closest-route.js";

const QUERY = "GET /v1/tasks/{task_id}";
const SUBMIT = "POST /v1/videos/generations";

/** Paths that there are, with what they take. */
const taken: readonly (readonly [path: RegExp, route: string])[] = [
  [/^\/v1\/videos\/generations$/, SUBMIT],
  [/^\/v1\/tasks\/[^/]+$/, QUERY],
  [/^\/v1\/credits$/, "GET /v1/credits"],
  [/^\/v1\/models$/, "GET /v1/models"],
  [/^\/files\/[^/]+$/, "GET /files/{task_id}.mp4"],
];

/** What clients look for and the mock does not have. */
const missing: readonly (readonly [call: RegExp, hint: string])[] = [
  [
    /^(?:GET|HEAD) \/v1\/tasks\/?$|^POST \/v1\/tasks\/batch\/?$/,
    `ask for each task with ${QUERY}: lists are not served`,
  ],
  [
    /^DELETE \/v1\/tasks\/[^/]+$|^\w+ \/v1\/(?:tasks|videos\/generations)\/[^/]+\/cancel$/,
    "use POST /_mock/tasks/{task_id}/cancel: no page documents a way to cancel",
  ],
];

/**
 * What to call instead, for a call that no route takes. Made of fixed texts: nothing of the request is in it.
 *
 * @param path - without the query
 */
export function routeHint(method: string, path: string): string {
  const call = `${method} ${path.slice(0, 200)}`;
  const absent = missing.find(([pattern]) => pattern.test(call));
  if (absent !== undefined) return absent[1];
  const route = taken.find(([pattern]) => pattern.test(path))?.[1] ?? closestRoute(method, path);
  return `use ${route ?? `one of ${taken.map(([, known]) => known).join(", ")}`}`;
}
