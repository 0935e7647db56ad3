import { defineConfig } from "vitest/config";

const projects = [
  ["threads", "node"],
  ["threads", "happy-dom"],
  ["forks", "jsdom"],
  ["vmThreads", "node"],
  ["vmThreads", "jsdom"],
  ["vmForks", "happy-dom"],
];

/** Timers and dates are faked before the kit is loaded. */
export default defineConfig({
  test: {
    projects: projects.map(([pool, environment]) => ({
      test: {
        name: `${pool} ${environment}`,
        include: ["life.test.mjs"],
        globals: true,
        pool,
        environment,
        setupFiles: ["./fake-timers.mjs"],
      },
    })),
  },
});
