import { distance } from "fastest-levenshtein";

const routes = [
  { name: "POST /v1/videos/generations", path: "/v1/videos/generations" },
  { name: "GET /v1/tasks/{task_id}", path: "/v1/tasks/" },
  { name: "GET /v1/credits", path: "/v1/credits" },
  { name: "GET /v1/models", path: "/v1/models" },
  { name: "GET /_mock/health", path: "/_mock/health" },
] as const;

/** Slips that are not a matter of letters: a doubled version, a missing one, a task where others have it. */
const slips: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/^(?:\/v1|\/api)*\/+(?:v1\/+)*videos?(?:\/+generations?)?\/*$/i, "POST /v1/videos/generations"],
  [
    /^(?:\/v1|\/api)*\/+(?:v1\/+)*(?:videos?(?:\/+generations?)?|tasks?)\/+[^/]+\/*$/i,
    "GET /v1/tasks/{task_id}",
  ],
  [
    /^(?:\/v1|\/api)*\/+(?:v1\/+)*(?:videos?\/+generations?|tasks?)\/+task-[^/]+\//i,
    "GET /v1/tasks/{task_id}",
  ],
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
