import { performance } from "node:perf_hooks";
import timers from "node:timers";
import { runInNewContext } from "node:vm";
import { KitError } from "../errors/kit-error.js";

/**
 * Node's timers and clocks, whatever stands under their names on the global object: a test runner puts fakes there,
 * jsdom timers of a browser that return numbers. Taken when the kit is loaded, so that fakes installed later stop the
 * client under test, not the mock. Node's own modules are what every environment leaves alone.
 */
export const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate } =
  genuine(timers);

/** Real milliseconds since the process began, with fractions. */
export const realElapsed: () => number = performance.now.bind(performance);

/** Real milliseconds since the Unix epoch. */
export const realNow: () => number = isNative(Date.now)
  ? Date.now
  : // Faked before the kit was loaded: a new context has a `Date` of its own.
    (runInNewContext("Date.now") as () => number);

/** node:test and sinon put their fakes into Node's own module: nothing real is left to take then. */
function genuine(module: typeof timers): typeof timers {
  const { setTimeout } = module;
  if (setTimeout.name === "setTimeout" && !("clock" in setTimeout)) return module;
  throw new KitError(
    "FAKE_TIMERS",
    "wan-mock was loaded while node:timers held fake timers: import it before mock.timers.enable() or sinon.useFakeTimers()",
  );
}

function isNative(value: () => number): boolean {
  return Function.prototype.toString.call(value).includes("[native code]");
}
