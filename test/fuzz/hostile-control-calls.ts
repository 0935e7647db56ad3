import { toUSVString } from "node:util";
import fc from "fast-check";
import { anyValue, hostileText, nearly } from "./hostile-json.js";

/** Routes of the control side with bodies that they take. */
const calls: readonly (readonly [method: string, path: string, ...bodies: Record<string, unknown>[]])[] = [
  [
    "POST",
    "/_mock/clock",
    { advance: "3s" },
    { freeze: true },
    { next: true },
    { set: "2027-01-01T00:00:00Z" },
  ],
  ["POST", "/_mock/lint", { model: "wan2.7-text-to-video", prompt: "x" }],
  ["POST", "/_mock/lint?correct=true", { model: "wan2.7-text-to-video", prompt: "x", duration: "16" }],
  ["POST", "/_mock/reset", { scope: "journal" }, { scope: "tasks" }, {}],
  ["POST", "/_mock/scenarios/next", { name: "rate-limited", times: 2, match: { key: "key-b" } }],
  ["DELETE", "/_mock/scenarios/next"],
  ["POST", "/_mock/scenarios/reload", {}],
  [
    "PUT",
    "/_mock/accounts/key-c",
    { balance: 5, models: ["wan2.7-text-to-video"], user_group: "vip" },
    { limits: {} },
  ],
  ["GET", "/_mock/accounts/key-c"],
  ["PATCH", "/_mock/tasks/ID", { progress: 50 }],
  ["POST", "/_mock/tasks/ID/complete", {}],
  ["POST", "/_mock/tasks/ID/fail", { code: "service_error", message: "No." }],
  ["POST", "/_mock/tasks/ID/cancel", {}],
  ["POST", "/_mock/tasks/ID/redeliver", {}],
  ["GET", "/_mock/tasks/ID/result"],
  ["GET", "/_mock/failures"],
  ["GET", "/_mock/tasks"],
  ["GET", "/_mock/journal"],
  ["GET", "/_mock/accounts"],
  ["GET", "/_mock/scenarios/next"],
  ["GET", "/_mock/callbacks"],
  ["GET", "/_mock/callbacks/ID"],
  ["GET", "/_mock/coverage"],
  ["GET", "/_mock/report"],
  ["GET", "/_mock/habits"],
  ["GET", "/_mock/assets"],
  ["GET", "/_mock/metrics"],
  ["GET", "/_mock/rules"],
];

/** One call: a route, an odd query, a body that is nearly one it takes. */
export const controlCall: fc.Arbitrary<{ method: string; path: string; body: string | undefined }> = fc
  .constantFrom(...calls)
  .chain(([method, path, ...bodies]) =>
    fc.record({
      method: fc.constant(method),
      path: fc
        .tuple(
          fc.constantFrom("task-unified-1-aaaaaaaa", "x", "%00", "%F0%9F%98%80"),
          fc.option(oddQuery, { freq: 3, nil: "" }),
        )
        .map(([id, query]) => path.replace("ID", id) + query),
      body:
        method === "GET"
          ? fc.constant(undefined)
          : hostileText(
              fc.oneof(
                {
                  weight: 4,
                  arbitrary: bodies.some((body) => Object.keys(body).length > 0) ? nearly(bodies) : anyValue,
                },
                { weight: 1, arbitrary: anyValue },
              ),
            ),
    }),
  );

const oddQuery = fc
  .array(
    fc.tuple(
      fc.constantFrom(
        "limit",
        "after",
        "order",
        "view",
        "key",
        "model",
        "task",
        "status",
        "rule",
        "kind",
        "habit",
        "since",
        "x",
      ),
      fc.oneof(
        fc.constantFrom("0", "-1", "1e9", "5", "failed", "400", "NaN", "newest", "summary", ""),
        fc.string({ unit: "binary", maxLength: 8 }),
      ),
    ),
    { maxLength: 3 },
  )
  .map(
    (pairs) =>
      `?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(toUSVString(value))}`).join("&")}`,
  );
