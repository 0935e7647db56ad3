import { invalidOption } from "../errors/kit-error.js";
import type { MockConfig, MockOptions } from "./mock-options.js";

/** Where the state is kept. */
export type StatePlace =
  | { readonly kind: "memory" }
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "redis"; readonly url: string };

/**
 * Where options have the state kept.
 *
 * @throws {KitError} `INVALID_OPTION` for options that contradict each other
 */
export function statePlaceOf({ data, store, upstream }: MockOptions): StatePlace {
  if (data === undefined && store === undefined) return { kind: "memory" };
  if (data !== undefined && store !== undefined)
    throw invalidOption("data keeps the state in a folder and store on Redis: give one of the two");
  const name = data === undefined ? "store" : "data";
  if (upstream !== undefined)
    throw invalidOption(`a proxy has no tasks of its own to keep: leave ${name} out`);
  return data === undefined ? { kind: "redis", url: String(store) } : { kind: "folder", path: data };
}

/**
 * How many processes serve.
 *
 * @throws {KitError} `INVALID_OPTION` for several without a store that they could share
 */
export function workersOf({ workers = 1, store }: MockConfig): number {
  if (workers === 1 || store !== undefined) return workers;
  throw invalidOption(
    "workers share their state on Redis: name one with store, such as --store redis://127.0.0.1:6379/0, or leave workers out",
  );
}
