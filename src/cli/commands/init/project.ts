import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { KitError } from "../../../errors/kit-error.js";
import { readTextFile } from "../../../files/read-file.js";
import { isJsonObject } from "../../../text/is-json-object.js";
import { parseStrictJson } from "../../../text/strict-json.js";
import { type PackageManager, packageManagerOf } from "./package-managers.js";

/** The runners that a first test is written for; of several in a project the first of these. */
const runners = ["vitest", "jest", "node:test"] as const;
export type TestRunner = (typeof runners)[number];

/** The facts of a project that decide what is written into it. */
export interface Project {
  /** Folder of its package.json. */
  readonly folder: string;
  /** Folder of the repository, where CI looks for its files; that of the project where there is no repository. */
  readonly repository: string;
  /** The way from the repository to the project with slashes; empty where they are the same. */
  readonly inRepository: string;
  readonly isModule: boolean;
  readonly isTypeScript: boolean;
  readonly runner: TestRunner;
  /** What `npm test` runs, if anything. */
  readonly testScript: string | undefined;
  /** Whether wan-mock is among its dependencies. */
  readonly dependsOnUs: boolean;
  readonly packageManager: PackageManager;
  /** Folder of its tests, as far as there is one. */
  readonly testFolder: string;
}

type Manifest = Readonly<Record<string, unknown>>;

/**
 * Looks at the project that a folder belongs to.
 *
 * @throws {KitError} `INPUT_UNREADABLE` where there is no package.json, or none that can be read
 */
export function readProject(start: string): Project {
  const folder = closest(start, "package.json");
  if (folder === undefined) {
    throw new KitError(
      "INPUT_UNREADABLE",
      "there is no package.json here or above: run init in a project, or make one with npm init",
    );
  }
  const repository = closest(folder, ".git") ?? folder;
  const manifest = readManifest(folder);
  const own = dependenciesOf(manifest);
  // What a workspace shares stands at its root.
  const all = folder === repository ? own : [...own, ...dependenciesOf(manifestAt(repository))];
  const testScript = memberOf(manifest, "scripts")["test"];
  return {
    folder,
    repository,
    inRepository: relative(repository, folder).replaceAll("\\", "/"),
    isModule: manifest["type"] === "module",
    isTypeScript: existsSync(join(folder, "tsconfig.json")) || all.includes("typescript"),
    runner: runners.find((name) => all.includes(name)) ?? "node:test",
    // What npm init puts there fails.
    testScript:
      typeof testScript === "string" && !testScript.includes("no test specified") ? testScript : undefined,
    dependsOnUs: all.includes("wan-mock") || manifest["name"] === "wan-mock",
    packageManager: packageManagerOf({ folder, repository, named: manifest["packageManager"] }),
    testFolder: ["test", "tests", "__tests__"].find((name) => isFolder(join(folder, name))) ?? "test",
  };
}

/** The folder itself or the nearest one above it that holds an entry of this name. */
function closest(start: string, name: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function manifestAt(folder: string): Manifest {
  return existsSync(join(folder, "package.json")) ? readManifest(folder) : {};
}

function readManifest(folder: string): Manifest {
  const path = join(folder, "package.json");
  const read = parseStrictJson(readTextFile(path, { name: path, what: "a package.json", most: 10_000_000 }));
  if ("value" in read && isJsonObject(read.value)) return read.value;
  const why = "value" in read ? "it holds no object" : `${read.problem} at line ${read.line}`;
  throw new KitError("INPUT_UNREADABLE", `${path} cannot be read: ${why}`);
}

function dependenciesOf(manifest: Manifest): readonly string[] {
  return ["dependencies", "devDependencies"].flatMap((kind) => Object.keys(memberOf(manifest, kind)));
}

function memberOf(manifest: Manifest, name: string): Manifest {
  const member = manifest[name];
  return isJsonObject(member) ? member : {};
}

/** The texts of the files of a folder with one of these endings, by name; none where there is no such folder. */
export function textsIn(folder: string, ending: RegExp): ReadonlyMap<string, string> {
  if (!isFolder(folder)) return new Map();
  const files = readdirSync(folder, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && ending.test(entry.name),
  );
  return new Map(
    files.map(({ name }) => {
      const path = join(folder, name);
      return [name, readTextFile(path, { name: path, what: "a file of the project", most: 10_000_000 })];
    }),
  );
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
