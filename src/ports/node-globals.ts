/**
 * Replacements of the global names in the bundles, in our code and in the packages that are bundled with it. A test
 * environment may have put a fake or a browser's version under such a name, or taken it away.
 */
import process from "node:process";
import { deserialize, serialize } from "node:v8";
import { runInThisContext } from "node:vm";

export { Blob, Buffer } from "node:buffer";
export { performance } from "node:perf_hooks";
export { URL, URLSearchParams } from "node:url";
export { TextDecoder, TextEncoder } from "node:util";
export {
  clearImmediate,
  clearInterval,
  clearTimeout,
  setImmediate,
  setInterval,
  setTimeout,
} from "./real-timers.js";

/**
 * Node's global object, also where a runner gives each file a global object of its own (jest, vitest's vm pools). Its
 * members `fetch`, `Request`, `Response`, `Headers` and the streams take 20 ms to load when they are first touched.
 */
export const nodeGlobal = runInThisContext("globalThis") as typeof globalThis;

/** In place of `process.nextTick`, as it stood before a runner faked it. */
export const nextTick = Reflect.get(process, "nextTick");

const settled = Promise.resolve();

/** The microtask queue itself cannot be faked, unlike the function that adds to it. */
export const queueMicrotask = (callback: () => void): void => void settled.then(callback);

/** jsdom has none. */
export const structuredClone = <Value>(value: Value): Value => deserialize(serialize(value)) as Value;
