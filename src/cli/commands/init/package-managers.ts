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
  /** Step of a GitHub job that brings it, before Node is set up. */
  readonly setup?: string;
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
    setup: "uses: pnpm/action-setup@v4",
    isCached: true,
  },
  yarn: {
    install: "yarn install --frozen-lockfile",
    installAnew: "yarn install",
    run: "yarn run",
    test: "yarn test",
    add: "yarn add --dev",
    lockfiles: ["yarn.lock"],
    setup: "run: corepack enable",
    isCached: true,
  },
  bun: {
    install: "bun install --frozen-lockfile",
    installAnew: "bun install",
    run: "bun run",
    test: "bun run test",
    add: "bun add --dev",
    lockfiles: ["bun.lock", "bun.lockb"],
    setup: "uses: oven-sh/setup-bun@v2",
    isCached: false,
  },
  npm: {
    install: "npm ci",
    installAnew: "npm install",
    run: "npx --no-install",
    test: "npm test",
    add: "npm install --save-dev",
    lockfiles: ["package-lock.json", "npm-shrinkwrap.json"],
    isCached: true,
  },
};

/** The package manager of a project. */
export interface PackageManager extends Omit<Commands, "lockfiles" | "installAnew"> {
  readonly name: PackageManagerName;
  /** The way from the repository to its lockfile; absent without one. */
  readonly lockfile?: string;
}

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
  const all = Object.entries(commands) as [PackageManagerName, Commands][];
  const named = all.filter(([name]) => String(project.named).startsWith(`${name}@`));
  for (const place of [folder, repository]) {
    for (const [name, known] of named.length > 0 ? named : all) {
      const file = known.lockfiles.find((candidate) => existsSync(join(place, candidate)));
      if (file === undefined) continue;
      const lockfile = relative(repository, join(place, file)).replaceAll("\\", "/");
      return withLockfile(name, lockfile, existsSync(join(place, ".yarnrc.yml")));
    }
  }
  const name = named[0]?.[0] ?? "npm";
  const { installAnew, lockfiles: _lockfiles, ...known } = commands[name];
  return { name, ...known, install: installAnew };
}

function withLockfile(name: PackageManagerName, lockfile: string, isModernYarn: boolean): PackageManager {
  const { installAnew: _installAnew, lockfiles: _lockfiles, ...known } = commands[name];
  const install = name === "yarn" && isModernYarn ? "yarn install --immutable" : known.install;
  return { name, ...known, install, lockfile };
}
