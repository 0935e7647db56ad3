/** Builds `dist/`: bundles with shared chunks, the preload, type declarations, and the notices of what is bundled. */
import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Metafile, type Plugin } from "esbuild";

const root = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Loaded only when asked for (documents of `--spec`, samples), from the user's node_modules. */
const LAZY =
  /^(?:openapi-backend|@apidevtools\/swagger-parser|ajv\/dist\/2020\.js|ajv-formats|yaml|@faker-js\/faker\/locale\/en)$/;

const lazyPackages: Plugin = {
  name: "lazy-packages",
  setup: (setup) => setup.onResolve({ filter: LAZY }, ({ path }) => ({ path, external: true })),
};

/**
 * express loads its body parsers and their half a megabyte of encodings at start, a table of all media types, and what
 * serves files and reads nested queries; bodies are read by our own reader, every answer says its type itself, files
 * have a writer of ours, and queries are read flat.
 */
const unusedParts: Plugin = {
  name: "unused-parts",
  setup: (setup) => {
    setup.onResolve({ filter: /^(?:mime-db|qs|send|serve-static)$/ }, ({ path }) => ({
      path,
      namespace: "empty",
    }));
    setup.onLoad({ filter: /.*/, namespace: "empty" }, () => ({
      contents: "module.exports = {};",
      loader: "js",
    }));
    setup.onResolve({ filter: /^body-parser$/ }, () => ({ path: "body-parser", namespace: "unused" }));
    setup.onLoad({ filter: /.*/, namespace: "unused" }, () => ({
      contents: 'module.exports = () => { throw new Error("body-parser is not bundled"); };',
      loader: "js",
    }));
  },
};

/** Node's own modules have no side effects, but when they are first imported matters to src/msw.ts. */
const importsForOrder: Plugin = {
  name: "imports-for-order",
  setup: (setup) =>
    setup.onResolve({ filter: /^node:https?$/ }, ({ path }) => ({ path, external: true, sideEffects: true })),
};

/** The commands that start a server: start-up time counts, so they share few chunks with nobody else. */
const serving = ["proxy", "run", "serve"];
/** All others by name; each is loaded when it is called. */
const tools = readdirSync(root("src/cli/commands")).filter((name) => !serving.includes(name));

/** Leaves `run-NAME.ts` of other commands out of the program's bundle. */
const toolsApart: Plugin = {
  name: "tools-apart",
  setup: (setup) =>
    setup.onResolve({ filter: /\/run-.*\.js$/ }, ({ kind, path }) => {
      const [, name = ""] = /\/run-(.*)\.js$/.exec(path) ?? [];
      if (kind !== "dynamic-import" || !tools.includes(name)) return undefined;
      // Program and its chunks lie one folder below dist/ alike.
      return { path: `../tools/${name}.js`, external: true };
    }),
};

/**
 * Keeps what is loaded at the start in few files: each takes a fraction of a millisecond to find. The bundler makes a
 * chunk for every set of entries that share a module; here all that is imported later says that it uses what was
 * loaded before, so that this is one set.
 *
 * @param started - modules that are loaded, with all that they import, before anything else is asked for
 */
function fewChunks(...started: string[]): Plugin {
  const first = started.map((path) => root(`src/${path}`));
  return {
    name: "few-chunks",
    setup: (setup) => {
      // Known before the first is loaded: some are imported by others at once as well, and may be loaded for them first.
      const later = importedLater();
      setup.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, ({ path }) => {
        if (!later.has(path) || first.includes(path)) return undefined;
        const imports = first.map((file) => `import ${JSON.stringify(file)};`).join("");
        return { contents: imports + readFileSync(path, "utf8"), loader: "ts" };
      });
    },
  };
}

/** The sources that others import when they are needed. */
function importedLater(): ReadonlySet<string> {
  const names = readdirSync(root("src"), { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => name.endsWith(".ts")).map((name) => root(`src/${name}`));
  return new Set(
    files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\bimport\("(\.[^"]+)\.js"\)/g)].map(([, path = ""]) =>
        join(file, "..", `${path}.ts`),
      ),
    ),
  );
}

rmSync(root("dist"), { recursive: true, force: true });
/** Bundled code finds Node's own under these names, whatever a test environment has put there. */
const nodeGlobals: BuildOptions = {
  inject: [root("src/ports/node-globals.ts")],
  define: { "process.nextTick": "nextTick" },
};
const plugins = [lazyPackages, unusedParts];
const shared: BuildOptions = {
  // The runner that runs the test, the MSW that it uses, and the client of a Redis that is asked for: no others.
  external: ["ioredis", "msw", "vitest"],
  outdir: root("dist"),
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  logLevel: "warning",
  plugins,
  ...nodeGlobals,
  // Bundled CommonJS packages ask for Node's own modules through require.
  banner: {
    js: 'import{createRequire as __createRequire}from"node:module";const require=__createRequire(import.meta.url);',
  },
};
const library = await build({
  ...shared,
  plugins: [...plugins, importsForOrder, fewChunks("index.ts")],
  entryPoints: {
    index: root("src/index.ts"),
    matchers: root("src/matchers.ts"),
    msw: root("src/msw.ts"),
    vitest: root("src/vitest.ts"),
  },
  chunkNames: "chunks/[name]-[hash]",
  metafile: true,
});
// Apart from the library: what both use would fall into many small chunks, and each is a file to load at start.
const program = await build({
  ...shared,
  entryPoints: { "bin/wan-mock": root("src/bin/wan-mock.ts") },
  chunkNames: "program/[name]-[hash]",
  metafile: true,
  plugins: [
    ...(shared.plugins ?? []),
    toolsApart,
    fewChunks("cli/commands/serve/run-serve.ts", "adapters/http/mock-server.ts"),
  ],
});
// Apart for the same reason: a server that starts has no use for them.
const toolbox = await build({
  ...shared,
  entryPoints: Object.fromEntries(
    tools.map((name) => [`tools/${name}`, root(`src/cli/commands/${name}/run-${name}.ts`)]),
  ),
  chunkNames: "tools/chunks/[name]-[hash]",
  metafile: true,
});
// The preload runs before every program: a file of its own, readable where an error shows it.
const preload: BuildOptions = {
  entryPoints: { register: root("src/register.ts") },
  outdir: root("dist"),
  bundle: true,
  platform: "node",
  target: "node20",
  legalComments: "none",
  logLevel: "warning",
};
await build({ ...preload, format: "esm" });
// For --require: what that names is what workers made from text load, in any Node, and sooner than what --import names.
await build({
  ...preload,
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  define: { "import.meta.url": "self" },
  banner: { js: 'const self = require("node:url").pathToFileURL(__filename).href;' },
});
// The page for people, as a browser loads it.
const page = await build({
  entryPoints: { page: root("src/page/page.tsx") },
  outdir: root("dist/page"),
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  platform: "browser",
  target: ["chrome111", "firefox113", "safari16.4"],
  jsx: "automatic",
  jsxImportSource: "preact",
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
});
chmodSync(root("dist/bin/wan-mock.js"), 0o755);
const bundled = bundledPackages([library.metafile, program.metafile, toolbox.metafile, page.metafile]);
writeFileSync(root("dist/THIRD-PARTY-NOTICES.txt"), notices(bundled));
writeFileSync(root("dist/sbom.cdx.json"), `${JSON.stringify(billOfMaterials(bundled), null, 2)}\n`);
execFileSync(process.execPath, [root("node_modules/typescript/bin/tsc"), "-p", root("tsconfig.build.json")], {
  stdio: "inherit",
});

interface BundledPackage {
  readonly name: string;
  readonly folder: string;
  readonly version: string;
  readonly license: string;
  readonly repository?: string | { readonly url: string };
}

/** The packages of which something ended up in a bundle, by name. */
function bundledPackages(files: readonly Metafile[]): readonly BundledPackage[] {
  const folders = new Map<string, string>();
  for (const input of files.flatMap(({ inputs }) => Object.keys(inputs))) {
    const [, folder, name] = /^((?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(input) ?? [];
    if (folder !== undefined && name !== undefined) folders.set(folder, name);
  }
  return [...folders]
    .map(([folder, name]) => {
      const manifest = JSON.parse(readFileSync(root(`${folder}/package.json`), "utf8")) as Omit<
        BundledPackage,
        "folder"
      >;
      return { ...manifest, name, folder: root(folder) };
    })
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}

/** The licence of each. */
function notices(packages: readonly BundledPackage[]): string {
  const parts = packages.map(({ name, folder, version, license, repository }) => {
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? "" : readFileSync(`${folder}/${file}`, "utf8").trim();
    const source = typeof repository === "string" ? repository : (repository?.url ?? "");
    // The Mozilla licence asks for the place of the source.
    const where = license.startsWith("MPL") ? `, source: ${source}` : "";
    return `${name} ${version} (${license}${where})\n\n${text}\n`;
  });
  return `Packages bundled into wan-mock, with their licences.\n\n${parts.join(`\n${"-".repeat(80)}\n\n`)}`;
}

/**
 * The same in the form that scanners of dependencies read (CycloneDX 1.5): what is bundled stands in no
 * `node_modules` of whoever installs the package, so `npm audit` there does not see it.
 */
function billOfMaterials(packages: readonly BundledPackage[]): object {
  const { name, version } = JSON.parse(readFileSync(root("package.json"), "utf8")) as BundledPackage;
  const describe = (type: string, of: Pick<BundledPackage, "name" | "version">) => {
    const purl = `pkg:npm/${of.name.replace("@", "%40")}@${of.version}`;
    return { type, "bom-ref": purl, name: of.name, version: of.version, purl };
  };
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: describe("application", { name, version }) },
    components: packages.map((one) => ({
      ...describe("library", one),
      licenses: [{ license: { id: one.license } }],
    })),
  };
}
