/** For vitest: a mock per test in one line, and the matchers. */
import { expect } from "vitest";
import { matchers, type WanMockMatchers } from "./matchers.js";

export { useMock } from "./compose/use-mock.js";

declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any, @typescript-eslint/no-unused-vars, @typescript-eslint/no-empty-object-type -- as vitest declares it
  interface Matchers<T = any> extends WanMockMatchers {}
}

expect.extend(matchers);

// Loaded at once, while timers are real: fake ones that a test puts in place are not for the server.
await import("./adapters/http/mock-server.js");
