import { existsSync } from "node:fs";
import { join, relative } from "node:path";

type PackageManagerName = "npm" | "pnpm" | "yarn" | "bun";

/** The commands of a package manager, and what a GitHub job needs to have it. */
interface Commands {
  /** Installs what the lockfile names. */
  readonly install: string;
  /** The same where there is no lockfile. */
  readonly installAnew: string;
  /** Runs a program of the installed packages, which follows. */
  readonly run: string;
  /** Runs the script `test`. */
  readonly test: string;
  /** Adds a package for development, which follows. */
  readonly add: string;
  readonly lockfiles: readonly string[];
  /** Lines of a step of a GitHub job that brings it, before Node is set up. */
  readonly setup: readonly string[];
  /** Stands before the command of `wan-mock run`; yarn keeps it for itself. */
  readonly separator: "-- " | "";
  /** Whether `actions/setup-node` caches its packages. */
  readonly isCached: boolean;
}

const commands: Readonly<Record<PackageManagerName, Commands>> = {
  pnpm: {
    install: "pnpm install --frozen-lockfile",
    installAnew: "pnpm install",
    run: "pnpm exec",
    test: "pnpm test",
    add: "pnpm add --save-dev",
    lockfiles: ["pnpm-lock.yaml"],
    setup: ["uses: pnpm/action-setup@v4"],
    separator: "-- ",
    isCached: true,
  },
  yarn: {
    install: "yarn install --frozen-lockfile",
    installAnew: "yarn install",
    run: "yarn run",
    test: "yarn test",
    add: "yarn add --dev",
    lockfiles: ["yarn.lock"],
    setup: ["run: corepack enable"],
    separator: "",
    isCached: true,
  },
  bun: {
    install: "bun install --frozen-lockfile",
    installAnew: "bun install",
    run: "bun run",
    test: "bun run test",
    add: "bun add --dev",
    lockfiles: ["bun.lock", "bun.lockb"],
    setup: ["uses: oven-sh/setup-bun@v2"],
    separator: "-- ",
    isCached: false,
  },
  npm: {
    install: "npm ci",
    installAnew: "npm install",
    run: "npx --no-install",
    test: "npm test",
    add: "npm install --save-dev",
    lockfiles: ["package-lock.json", "npm-shrinkwrap.json"],
    setup: [],
    separator: "-- ",
    isCached: true,
  },
};

/** The package manager of a project. */
export interface PackageManager extends Omit<Commands, "lockfiles" | "installAnew"> {
  readonly name: PackageManagerName;
  /** The way from the repository to its lockfile; absent without one. */
  readonly lockfile?: string;
}

/** The version of pnpm in CI where `packageManager` names none: the action wants one. */
const ANY_VERSION = ["with:", "  version: latest"];

/**
 * Finds the package manager of a project: the one that `packageManager` names, else that of the lockfile beside the
 * project or at the root of its repository, else npm.
 */
export function packageManagerOf(project: {
  readonly folder: string;
  readonly repository: string;
  readonly named: unknown;
}): PackageManager {
  const { folder, repository } = project;
  const all = Object.keys(commands) as PackageManagerName[];
  const named = all.find((name) => String(project.named).startsWith(`${name}@`));
  for (const place of new Set([folder, repository])) {
    for (const name of named === undefined ? all : [named]) {
      const file = commands[name].lockfiles.find((candidate) => existsSync(join(place, candidate)));
      if (file === undefined) continue;
      const lockfile = relative(repository, join(place, file)).replaceAll("\\", "/");
      const isModernYarn = name === "yarn" && existsSync(join(place, ".yarnrc.yml"));
      const install = isModernYarn ? "yarn install --immutable" : commands[name].install;
      return { ...managerOf(name, named !== undefined), install, lockfile };
    }
  }
  return managerOf(named ?? "npm", named !== undefined);
}

/** A package manager without a lockfile. */
function managerOf(name: PackageManagerName, isNamed: boolean): PackageManager {
  const { installAnew, lockfiles: _lockfiles, ...known } = commands[name];
  const setup = name === "pnpm" && !isNamed ? [...known.setup, ...ANY_VERSION] : known.setup;
  return { ...known, name, setup, install: installAnew };
}
