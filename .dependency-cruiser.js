/**
 * Imports point one way: contract <- simulation <- ports <- engine <- adapters; stores carry out ports; media
 * makes bytes and knows nobody. The files directly under src/ join them.
 */
const layer = (name) => `^src/${name}/`;
const above = (...names) => `^src/(?:${names.join("|")})/|^src/[^/]+\\.ts$`;

const mayNot = (name, comment, from, to) => ({ name, severity: "error", comment, from, to });

export default {
  forbidden: [
    mayNot("no-cycles", "Files that import each other cannot be understood apart.", {}, { circular: true }),
    mayNot("no-unresolvable", "Every import leads somewhere.", {}, { couldNotResolve: true }),
    mayNot(
      "declared-packages-only",
      "A package that only another package brings may vanish with it.",
      { path: "^src/" },
      // An optional peer counts as undeclared beside being one.
      { dependencyTypes: ["npm-no-pkg", "npm-unknown"], dependencyTypesNot: ["npm-peer"] },
    ),
    mayNot(
      "contract-knows-nobody",
      "contract is the innermost layer.",
      { path: layer("contract") },
      { path: above("simulation", "ports", "engine", "stores", "media", "adapters", "bin") },
    ),
    mayNot(
      "simulation-knows-contract",
      "simulation imports contract, and the price lists as data.",
      { path: layer("simulation") },
      { path: above("ports", "engine", "stores", "media", "adapters", "bin") },
    ),
    mayNot(
      "pure-layers-touch-nothing",
      "contract, simulation and insight see no clock, files, network or server: no module of Node, no express.",
      { path: "^src/(?:contract|simulation|insight)/" },
      { dependencyTypes: ["core"] },
    ),
    mayNot(
      "pure-layers-have-few-packages",
      "What contract and simulation use of others is pure too: the list is short on purpose.",
      { path: "^src/(?:contract|simulation)/" },
      {
        path: "node_modules/",
        pathNot: "node_modules/(?:ajv|ajv-formats|fastest-levenshtein|ipaddr\\.js|@faker-js/faker)/",
      },
    ),
    mayNot(
      "pure-layers-read-fixtures-as-data",
      "Data beside the sources comes as JSON.",
      { path: "^src/(?:contract|simulation)/" },
      { path: "^(?!src/|.*node_modules/|fixtures/.+\\.json$)", dependencyTypesNot: ["core"] },
    ),
    mayNot(
      "conformance-knows-contract",
      "The conformance suite is data made from the contract: no server, no module of Node, no package.",
      { path: layer("conformance") },
      {
        path: `${above("ports", "engine", "stores", "media", "adapters", "bin")}|node_modules/|^(?!src/)`,
      },
    ),
    mayNot(
      "conformance-is-for-the-command-line",
      "What a mock does must not lean on the suite that judges it.",
      { path: "^src/(?:contract|simulation|ports|engine|stores|media|adapters/(?!cli/))" },
      { path: layer("conformance") },
    ),
    mayNot(
      "ports-know-contract-and-simulation",
      "A port is an interface; who carries it out is not its business.",
      { path: layer("ports") },
      { path: `${above("engine", "stores", "media", "adapters", "bin")}|node_modules/` },
    ),
    mayNot(
      "engine-knows-ports",
      "Use cases run through ports.",
      { path: layer("engine") },
      { path: `${above("stores", "media", "adapters", "bin")}|node_modules/` },
    ),
    mayNot(
      "insight-knows-ports",
      "What a journal tells about a client follows from its entries and the contract: no clock, files or server.",
      { path: layer("insight") },
      { path: above("engine", "stores", "media", "adapters", "bin"), dependencyTypesNot: ["core"] },
    ),
    mayNot(
      "stores-know-ports",
      "A store carries out a port and knows no use case.",
      { path: layer("stores") },
      { path: above("engine", "media", "adapters", "bin") },
    ),
    mayNot(
      "media-knows-nobody",
      "media makes bytes from numbers and texts.",
      { path: layer("media") },
      { path: above("contract", "simulation", "ports", "engine", "stores", "adapters", "bin") },
    ),
    mayNot(
      "media-needs-no-more-than-zlib-and-crypto",
      "No files, no network: only compression and checksums, and a library that reads other people's media.",
      { path: layer("media") },
      {
        path: "node_modules/|^(?:node:)?(?!zlib$|crypto$)[a-z_/]+$",
        pathNot: "^src/|node_modules/mediabunny/",
      },
    ),
    mayNot(
      "drift-knows-contract",
      "drift compares parsed documents with the contract: no files, no network.",
      { path: layer("drift") },
      {
        path: `${above("simulation", "ports", "engine", "stores", "media", "adapters", "bin")}|node_modules/`,
      },
    ),
    mayNot(
      "drift-reads-fixtures-as-data",
      "The fingerprints come as JSON, and nothing of Node is needed.",
      { path: layer("drift") },
      { path: "^(?!src/|fixtures/.+\\.json$)" },
    ),
    mayNot(
      "nobody-below-knows-drift",
      "A running mock compares nothing.",
      { path: "^src/(?:contract|simulation|ports|engine|stores|media)/" },
      { path: layer("drift") },
    ),
    mayNot(
      "adapters-take-stores-from-outside",
      "Which store carries out a port is decided where everything is joined.",
      { path: layer("adapters") },
      { path: layer("stores") },
    ),
    mayNot(
      "adapters-do-not-meet",
      "What two adapters share belongs further in.",
      { path: "^src/adapters/([^/]+)/" },
      { path: "^src/adapters/", pathNot: "^src/adapters/$1/" },
    ),
    mayNot(
      "express-in-http-only",
      "One request type, one pipeline: express stays where sockets are.",
      { path: "^src/", pathNot: "^src/adapters/http/" },
      { path: "node_modules/(?:@types/)?express/" },
    ),
    mayNot(
      "nobody-imports-the-program",
      "The bin file starts the command line and nothing else.",
      { path: "^src/", pathNot: "^src/bin/" },
      { path: layer("bin") },
    ),
    mayNot(
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
