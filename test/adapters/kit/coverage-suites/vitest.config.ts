import { defineConfig } from "vitest/config";

/** For suites whose coverage is looked at; see test/adapters/kit/use-mock-coverage.process.test.ts. */
export default defineConfig({
  test: { root: new URL(".", import.meta.url).pathname, include: ["**/*.suite.ts"] },
});
