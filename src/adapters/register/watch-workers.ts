import module, { syncBuiltinESMExports } from "node:module";
import { pathToFileURL } from "node:url";
import worker_threads from "node:worker_threads";
import { type Environment, withPreload } from "./preload-children.js";
import { wrapFunction } from "./wrap-function.js";

/** Options of a worker as far as they decide what it loads first. */
interface Options {
  /** `SHARE_ENV` is a symbol. */
  readonly env?: Environment | symbol | null;
  readonly execArgv?: readonly string[];
  /** Bun's own. */
  readonly preload?: string | readonly string[];
}

type Make = new (...args: unknown[]) => object;

/** Node's code for options that a worker may not be given, such as `--expose-gc`. */
const NOT_FOR_WORKERS = "ERR_WORKER_INVALID_EXEC_ARGV";

/**
 * Has every worker of this program load the preload first: made from a file, a URL or text, with an environment or
 * options of its own.
 *
 * @param preload - path of `register.cjs`
 * @param isRequired - whether this thread got it by `--require`, which its workers take over
 */
export function watchWorkers(preload: string, isRequired: boolean): void {
  const construct = (target: Make, args: unknown[], newTarget: unknown) => {
    const given = (args[1] ?? {}) as Options;
    const make = (options: Options) =>
      Reflect.construct<unknown[], object>(target, [args[0], options], newTarget as Make);
    if (isBun())
      return make({ ...given, ...ownEnvironment(given, preload), preload: [preload, ...own(given)] });
    const options = optionsWith(given, preload, isRequired);
    try {
      return make(options);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== NOT_FOR_WORKERS || given.execArgv !== undefined) throw error;
      // This process was started with them: they hold for its workers in any case.
      return make({
        ...options,
        execArgv: options.execArgv?.filter((option) => !message.includes(option)) ?? [],
      });
    }
  };
  const watch = (owner: object) => {
    const original = Reflect.get(owner, "Worker") as Make;
    Reflect.set(owner, "Worker", new Proxy(original, { construct }));
  };
  watch(worker_threads);
  if (isBun()) watch(globalThis);
  if (!isRequired) watchHooks(preload);
  syncBuiltinESMExports();
}

/** The thread of module hooks loads what `--require` names, else nothing but hooks: the preload is made the first of them. */
function watchHooks(preload: string): void {
  if (!Reflect.has(module, "register")) return;
  let isThere = false;
  wrapFunction(module, "register", (register, _self, args) => {
    if (!isThere) register([pathToFileURL(preload).href]);
    isThere = true;
    return register(args);
  });
}

function optionsWith(given: Options, preload: string, isRequired: boolean): Options {
  const environment = ownEnvironment(given, preload);
  const { execArgv } = given;
  if (execArgv === undefined && (isRequired || environment.env !== undefined))
    return { ...given, ...environment };
  return { ...given, ...environment, execArgv: [...(execArgv ?? process.execArgv), "--require", preload] };
}

function ownEnvironment({ env }: Options, preload: string): { env?: Environment } {
  return typeof env === "object" && env !== null ? { env: withPreload(env, preload) } : {};
}

function own({ preload }: Options): readonly string[] {
  return typeof preload === "string" ? [preload] : (preload ?? []);
}

function isBun(): boolean {
  return process.versions["bun"] !== undefined;
}
