import child_process, { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import { type Environment, keepPreload, withPreload } from "./preload-children.js";

/** Options of `ChildProcess.spawn`: Node has made pairs of the environment, Bun has not. */
interface SpawnOptions {
  envPairs?: string[];
  env?: Environment | null;
}

type Start = (...args: unknown[]) => unknown;

/**
 * Has programs that this one starts keep the preload and the way to the mock, with an environment of their own too.
 *
 * @param preload - path of `register.cjs`
 */
export function watchChildren(preload: string): void {
  const spawn = Reflect.get(ChildProcess.prototype, "spawn") as (
    this: ChildProcess,
    options: object,
  ) => unknown;
  // All ways to start one that do not wait for its end come together here.
  Object.assign(ChildProcess.prototype, {
    spawn: function (this: ChildProcess, options: SpawnOptions) {
      const { envPairs, env } = options;
      if (Array.isArray(envPairs)) options.envPairs = pairsOf(withPreload(environmentOf(envPairs), preload));
      else options.env = withPreload(env ?? process.env, preload);
      return spawn.call(this, options);
    },
  });
  watchFunctions(child_process, ["spawnSync", "execFileSync", "execSync"], preload);
  const bun: unknown = Reflect.get(globalThis, "Bun");
  if (typeof bun === "object" && bun !== null) watchFunctions(bun, ["spawn", "spawnSync"], preload);
  syncBuiltinESMExports();
}

/** Replaces functions that take an environment as `env` of one of their arguments. */
function watchFunctions(owner: object, names: readonly string[], preload: string): void {
  for (const name of names) {
    const start = Reflect.get(owner, name) as Start;
    const apply = (target: Start, self: unknown, args: unknown[]): unknown => {
      keepPreload(preload);
      return Reflect.apply(
        target,
        self,
        args.map((argument) => withEnvironment(argument, preload)),
      );
    };
    Reflect.set(owner, name, new Proxy(start, { apply }));
  }
}

function withEnvironment(argument: unknown, preload: string): unknown {
  if (typeof argument !== "object" || argument === null || Array.isArray(argument)) return argument;
  const { env } = argument as SpawnOptions;
  return env == null ? argument : { ...argument, env: withPreload(env, preload) };
}

function environmentOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      // Windows has variables whose names begin with an equals sign.
      const end = pair.indexOf("=", 1);
      return [pair.slice(0, end), pair.slice(end + 1)];
    }),
  );
}

function pairsOf(environment: Environment): string[] {
  return Object.entries(environment).map(([name, value]) => `${name}=${String(value)}`);
}
