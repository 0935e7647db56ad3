import { distance } from "fastest-levenshtein";
import { vendorOperationList, vendorOperations } from "../../../contract/vendor-operations.js";

const SUBMIT = vendorOperations.submit.label;
const QUERY = vendorOperations.query.label;

/** Routes that a path may have missed by a few letters, up to their parameter. */
const routes = [
  ...vendorOperationList.filter(({ path }) => path.startsWith("/v1/")),
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
