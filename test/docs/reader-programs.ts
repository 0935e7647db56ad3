import type { NotRun } from "../harness/page-reader.js";

/** Programs of the reader that pages name, and what runs in their place. */
export const npmStart: NotRun = {
  command: "npx wan-mock run -- npm start",
  because: "npm start stands for the program of the reader",
  instead: "npx wan-mock run -- node -e 'process.exit(process.env.WAN_MOCK_URL ? 0 : 1)'",
};

export const preloadedApp: NotRun = {
  command: "WAN_MOCK_URL=http://127.0.0.1:2727 node --import wan-mock/register app.js",
  because: "app.js stands for the program of the reader",
  instead:
    "WAN_MOCK_URL=http://127.0.0.1:2727 node --import wan-mock/register -e 'fetch(\"https://api.evolink.ai/\").catch(() => 0)'",
};

/** Commands that pack the package, and install it. */
export const packingNotRun: readonly NotRun[] = [
  { command: "npm ci", because: "it would replace node_modules under the running tests" },
  {
    command: 'npm pack --silent --pack-destination "${TMPDIR:-/tmp}"',
    because: "test/package/first-test.test.ts packs the package, and reads the tutorial with it",
  },
  {
    command: 'npm install --save-dev "${TMPDIR:-/tmp}/wan-mock-0.1.0.tgz"',
    because: "an install needs a registry",
    instead: "link-packages wan-mock && npm pkg set devDependencies.wan-mock=0.1.0",
  },
];

/** Commands of the tutorial that need a registry, or that would disturb the running tests. */
export const firstTestNotRun: readonly NotRun[] = [
  ...packingNotRun.slice(0, 2),
  {
    command: 'npm install --save-dev "${TMPDIR:-/tmp}/wan-mock-0.1.0.tgz" vitest',
    because: "an install needs a registry",
    instead: "link-packages wan-mock vitest",
  },
];
