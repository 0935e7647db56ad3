import { distance } from "fastest-levenshtein";
import {
  isOfFileService,
  operationAt,
  vendorOperationList,
  vendorOperations,
} from "../../../contract/vendor-operations.js";

/** Calls of routes that the mock does not have. */
const missing: readonly (readonly [call: RegExp, hint: string])[] = [
  [
    /^DELETE \/v1\/tasks\/[^/]+$|^\w+ \/v1\/(?:tasks|videos\/generations)\/[^/]+\/cancel$/,
    "use POST /_mock/tasks/{task_id}/cancel: no page documents a way to cancel",
  ],
];

/**
 * The advice for a call that no route takes. Made of fixed texts: nothing of the request is in it.
 *
 * @param path - without the query
 */
export function routeHint(method: string, path: string): string {
  const call = `${method} ${path.slice(0, 200)}`;
  const absent = missing.find(([pattern]) => pattern.test(call));
  if (absent !== undefined) return absent[1];
  const route = operationAt(path)?.label ?? closestRoute(method, path);
  const others = vendorOperationList.filter((one) => isOfFileService(one.path) === isOfFileService(path));
  return `use ${route ?? `one of ${others.map(({ label }) => label).join(", ")}`}`;
}

const SUBMIT = vendorOperations.submit.label;
const QUERY = vendorOperations.query.label;

/** Routes that a path may have missed by a few letters, up to their parameter. */
const routes = [
  ...vendorOperationList.filter(({ path }) => !path.startsWith("/files/") && !path.startsWith("/uploads/")),
  { label: "GET /_mock/health", path: "/_mock/health" },
].map(({ label, path }) => ({ name: label, path: path.replace(/\{.*/, "") }));

/** Slips that are not a matter of letters: a doubled version, a missing one, a task where others have it. */
const slips: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^(?:\/v1|\/api)*\/+(?:v1\/+)*videos?(?:\/+generations?)?\/*$/i, SUBMIT],
  [/^(?:\/v1|\/api)*\/+(?:v1\/+)*(?:videos?(?:\/+generations?)?|tasks?)\/+[^/]+\/*$/i, QUERY],
  [/^(?:\/v1|\/api)*\/+(?:v1\/+)*(?:videos?\/+generations?|tasks?)\/+task-[^/]+\//i, QUERY],
];

/** The route that a path without one most likely meant, or `undefined`. */
export function closestRoute(method: string, path: string): string | undefined {
  const short = path.slice(0, 200);
  for (const [pattern, name] of slips) {
    const isOther = method === "POST" && name.startsWith("GET");
    if (!isOther && pattern.test(short)) return name;
  }
  let best: { name: string; far: number } | undefined;
  for (const { name, path: known } of routes) {
    const far = distance(short.slice(0, known.length + 4), known) + (name.startsWith(method) ? 0 : 1);
    if (far <= known.length / 3 && (best === undefined || far < best.far)) best = { name, far };
  }
  return best?.name;
}
