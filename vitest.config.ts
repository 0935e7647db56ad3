import { defineConfig } from "vitest/config";

interface Project {
  /** Files of this project; one that a project above takes too is the other's. */
  readonly files: readonly string[];
  /** Whether each file gets a process of its own. Without, files share modules: state at module level outlives a file. */
  readonly isolate?: true;
  /** Whether its tests start what `npm run build` makes. */
  readonly needsBuild?: true;
  /** Whether its tests keep state in folders and on Redis. */
  readonly keepsState?: true;
}

/** Which project a test is in: the ending of its name says so, else its folder. CONTRIBUTING.md describes them. */
const projects: Readonly<Record<string, Project>> = {
  smoke: { files: ["test/**/*.smoke.test.ts"], isolate: true, needsBuild: true },
  media: { files: ["test/**/*.media.test.ts"] },
  browser: { files: ["test/**/*.browser.test.ts"], isolate: true, needsBuild: true },
  process: {
    files: ["test/**/*.process.test.ts", "test/{ci,environments,examples}/**", "test/adapters/register/**"],
    isolate: true,
    needsBuild: true,
  },
  replicas: { files: ["test/compose/replicas/**", "test/stores/redis/**"] },
  package: { files: ["test/package/**"], isolate: true, needsBuild: true },
  pages: { files: ["test/docs/**"], isolate: true, needsBuild: true },
  kit: { files: ["test/{adapters/kit,matchers}/**"], keepsState: true },
  http: { files: ["test/adapters/**"], keepsState: true },
  unit: { files: ["test/**"], keepsState: true },
};

const testFiles = (globs: readonly string[]) =>
  globs.map((glob) => (glob.endsWith(".test.ts") ? glob : `${glob}/*.test.ts`));

export default defineConfig({
  test: {
    // Against tests that hang, on a busy machine too: no test measures time by it unless it sets its own.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // On two cores one would do all the work.
    maxWorkers: "100%",
    // The closing line of a CI run is made from the reports.
    reporters: process.env["CI"] === undefined ? ["default"] : ["default", "json"],
    outputFile: { json: "coverage/tests.json" },
    projects: Object.entries(projects).map(
      ([name, { files, isolate = false, needsBuild, keepsState }], place) => ({
        extends: true,
        test: {
          name,
          include: testFiles(files),
          exclude: Object.values(projects)
            .slice(0, place)
            .flatMap((other) => testFiles(other.files)),
          isolate,
          globalSetup: [
            ...(needsBuild === undefined ? [] : ["test/global-setup.ts"]),
            ...(keepsState === undefined ? [] : ["test/state-setup.ts"]),
          ],
        },
      }),
    ),
  },
});
