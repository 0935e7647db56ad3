import { vendorOperationList, vendorOperations } from "../../contract/vendor-operations.js";
import type { JsonObject } from "../../text/is-json-object.js";
import { member } from "./document-parts.js";

const METHODS = ["get", "post"];

/**
 * Paths with the headers that the mock's answers have beside those of the documents.
 *
 * @param paths - references to `components/headers` and `components/parameters` are those of `mock.yaml`
 */
export function withMockHeaders(paths: JsonObject): JsonObject {
  return mapped(paths, (path, methods) =>
    mapped(methods, (method, operation) =>
      METHODS.includes(method) ? withHeaders(path, operation) : operation,
    ),
  );
}

function withHeaders(path: string, operation: JsonObject): JsonObject {
  const byScenario = vendorOperationList.find((one) => one.path === path)?.takesScenario === true;
  const parameters = [
    ...((operation["parameters"] ?? []) as JsonObject[]),
    ...(byScenario ? [{ $ref: "#/components/parameters/Scenario" }] : []),
  ];
  const isSubmit = path === vendorOperations.submit.path;
  const responses = mapped(member(operation, "responses"), (status, response) => {
    return {
      ...response,
      headers: { ...member(response, "headers"), ...headersOf(status, { isSubmit, byScenario }) },
    };
  });
  return { ...operation, ...(parameters.length === 0 ? {} : { parameters }), responses };
}

/** Headers by name, as far as an answer of this status can have them. */
function headersOf(
  status: string,
  of: { readonly isSubmit: boolean; readonly byScenario: boolean },
): JsonObject {
  const isRefusal = Number(status) >= 400 && status !== "416";
  const names: Readonly<Record<string, readonly [header: string, isThere: boolean]>> = {
    "X-Request-Id": ["RequestId", true],
    "Retry-After": ["RetryAfter", status === "429"],
    "Idempotency-Replayed": ["IdempotencyReplayed", of.isSubmit && status === "200"],
    "X-Wan-Mock-Findings": ["Findings", of.isSubmit || isRefusal],
    "X-Wan-Mock-Journal": ["Journal", of.isSubmit || isRefusal],
    "X-Wan-Mock-Scenario": ["AnsweredScenario", of.byScenario],
  };
  const there = Object.entries(names).filter(([, [, isThere]]) => isThere);
  return Object.fromEntries(
    there.map(([name, [header]]) => [name, { $ref: `#/components/headers/${header}` }]),
  );
}

function mapped(object: JsonObject, change: (name: string, inner: JsonObject) => JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).map(([name, inner]) => [name, change(name, inner as JsonObject)]),
  );
}
