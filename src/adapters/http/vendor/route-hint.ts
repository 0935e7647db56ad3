import { operationAt, vendorOperationList, vendorOperations } from "../../../contract/vendor-operations.js";
import { closestRoute } from "./closest-route.js";

/** Calls of routes that the mock does not have. */
const missing: readonly (readonly [call: RegExp, hint: string])[] = [
  [
    /^(?:GET|HEAD) \/v1\/tasks\/?$|^POST \/v1\/tasks\/batch\/?$/,
    `ask for each task with ${vendorOperations.query.label}: lists are not served`,
  ],
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
  return `use ${route ?? `one of ${vendorOperationList.map(({ label }) => label).join(", ")}`}`;
}
