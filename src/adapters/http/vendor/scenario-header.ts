import type { IncomingMessage } from "node:http";

/** `X-Wan-Mock-Scenario` of a request. */
export function scenarioHeader({ headers }: IncomingMessage): string | undefined {
  const value = headers["x-wan-mock-scenario"];
  return typeof value === "string" ? value : undefined;
}
