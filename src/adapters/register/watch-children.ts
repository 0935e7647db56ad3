import child_process, { ChildProcess } from "node:child_process";
import { syncBuiltinESMExports } from "node:module";
import { type Environment, keepPreload, withPreload } from "./preload-children.js";
import { wrapFunction } from "./wrap-function.js";

/** Options of `ChildProcess.spawn`: Node has made pairs of the environment, Bun has not. */
interface SpawnOptions {
  envPairs?: string[];
  env?: Environment | null;
}

/**
 * Has programs that this one starts keep the preload and the way to the mock, with an environment of their own too.
 *
 * @param preload - path of `register.cjs`
 */
export function watchChildren(preload: string): void {
  // All ways to start one that do not wait for its end come together here.
  wrapFunction(ChildProcess.prototype, "spawn", (spawn, _self, args) => {
    const options = args[0] as SpawnOptions;
    const { envPairs, env } = options;
    if (Array.isArray(envPairs)) options.envPairs = pairsOf(withPreload(environmentOf(envPairs), preload));
    else options.env = withPreload(env ?? process.env, preload);
    return spawn(args);
  });
  watchFunctions(child_process, ["spawnSync", "execFileSync", "execSync"], preload);
  const bun: unknown = Reflect.get(globalThis, "Bun");
  if (typeof bun === "object" && bun !== null) watchFunctions(bun, ["spawn", "spawnSync"], preload);
  syncBuiltinESMExports();
}

/** Replaces functions that take an environment as `env` of one of their arguments. */
function watchFunctions(owner: object, names: readonly string[], preload: string): void {
  for (const name of names) {
    wrapFunction(owner, name, (start, _self, args) => {
      keepPreload(preload);
      return start(args.map((argument) => withEnvironment(argument, preload)));
    });
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
