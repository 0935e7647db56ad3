import { defineConfig } from "vitest/config";

/** For suites that fail on purpose; see test/adapters/kit/use-mock-failures.process.test.ts. */
export default defineConfig({
  test: { root: new URL(".", import.meta.url).pathname, include: ["**/*.suite.ts"] },
});
