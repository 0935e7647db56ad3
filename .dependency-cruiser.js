/**
 * Imports point one way. Each room names the rooms that it may import from; the files directly under src/ are the
 * package's entries, and nothing imports them.
 */
const ground = ["text", "errors", "hosts"];
const contract = [...ground, "contract"];
const simulation = [...contract, "simulation"];
const ports = [...simulation, "ports"];
const adapter = [...ports, "files", "engine", "insight", "media"];
const composed = [...adapter, "stores", "drift", "options", "compose", "adapters"];

const rooms = {
  text: [],
  errors: ["text"],
  hosts: ["text"],
  files: [...ground],
  contract: ground,
  simulation: contract,
  ports: simulation,
  engine: ports,
  insight: ports,
  stores: [...ports, "files", "insight"],
  media: [],
  drift: contract,
  verify: contract,
  "adapters/callbacks": adapter,
  "adapters/documents": [...adapter, "drift"],
  "adapters/http": [...adapter, "adapters/page"],
  "adapters/kit": adapter,
  "adapters/live": [...adapter, "adapters/http"],
  "adapters/page": [...ground, "page"],
  "adapters/proxy": adapter,
  "adapters/recordings": adapter,
  "adapters/register": adapter,
  "adapters/scenario-files": [...adapter, "adapters/watch"],
  "adapters/watch": adapter,
  options: [...adapter, "stores"],
  compose: composed,
  matchers: composed,
  cli: [...composed, "verify", "cli"],
  bin: ["cli"],
  // Runs in the browser and knows the mock by its control side alone.
  page: ["text"],
};

const folder = (names) => `^src/(?:${names.join("|")})/`;
const forbid = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

const layers = Object.entries(rooms).map(([room, below]) =>
  forbid(
    `${room.replace("/", "-")}-imports-what-lies-below`,
    `${room} may import from ${below.length === 0 ? "no other room" : below.join(", ")}.`,
    { path: folder([room]) },
    { path: "^src/", pathNot: folder([room, ...below]) },
  ),
);

/** Packages that a room may use; `[]` is none. */
const packages = {
  text: ["yaml", "jsonc-parser"],
  errors: ["fastest-levenshtein"],
  hosts: ["ipaddr\\.js"],
  "contract|simulation": ["ajv", "ajv-formats", "fastest-levenshtein", "@faker-js/faker"],
  media: ["mediabunny", "range-parser"],
  "ports|engine|insight": ["fast-deep-equal"],
  "drift|verify": [],
};

const packageRules = Object.entries(packages).map(([names, allowed]) =>
  forbid(
    `packages-of-${names.replaceAll("|", "-")}`,
    "What these rooms use of others is pure too: the list is short on purpose.",
    { path: `^src/(?:${names})/` },
    {
      path: "node_modules/",
      ...(allowed.length === 0 ? {} : { pathNot: `node_modules/(?:${allowed.join("|")})/` }),
    },
  ),
);

export default {
  forbidden: [
    forbid("no-cycles", "Files that import each other cannot be understood apart.", {}, { circular: true }),
    forbid("no-unresolvable", "Every import leads somewhere.", {}, { couldNotResolve: true }),
    forbid(
      "every-room-is-listed",
      "A new folder says what it may import.",
      { path: "^src/.+/", pathNot: folder(Object.keys(rooms)) },
      { path: "." },
    ),
    ...layers,
    forbid(
      "entries-join-no-commands",
      "The package's entries show the library; the command line is a program of its own.",
      { path: "^src/[^/]+\\.ts$" },
      { path: folder(["cli", "verify"]) },
    ),
    forbid(
      "pure-rooms-touch-nothing",
      "No clock, files, network or server: no module of Node.",
      { path: "^src/(?:text|errors|contract|simulation|insight|drift|verify)/" },
      { dependencyTypes: ["core"] },
    ),
    forbid(
      "pure-rooms-read-data-as-json",
      "Data beside the sources comes as JSON.",
      { path: "^src/(?:text|errors|contract|simulation|drift|verify)/" },
      { path: "^(?!src/|.*node_modules/|fixtures/.+\\.json$|package\\.json$)", dependencyTypesNot: ["core"] },
    ),
    forbid(
      "media-needs-no-more-than-zlib-and-crypto",
      "No files, no network: only compression and checksums.",
      { path: folder(["media"]) },
      { path: "^(?:node:)?(?!zlib$|crypto$)[a-z_/]+$", dependencyTypes: ["core"] },
    ),
    ...packageRules,
    forbid(
      "declared-packages-only",
      "A package that only another package brings may vanish with it.",
      { path: "^src/" },
      // An optional peer counts as undeclared beside being one.
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["npm-peer"] },
    ),
    forbid(
      "express-in-http-only",
      "One request type, one pipeline: express stays where sockets are.",
      { path: "^src/", pathNot: "^src/adapters/http/" },
      { path: "node_modules/(?:@types/)?express/" },
    ),
    forbid(
      "sources-need-no-tests",
      "Tests, benchmarks and scripts look at sources, never the other way round.",
      { path: "^src/" },
      { path: "^(?:test|bench|scripts|examples|dist)/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "types", "default"],
    },
  },
};
