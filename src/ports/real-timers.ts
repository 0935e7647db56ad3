/**
 * Node's timers and clocks as they stood when the kit was loaded. A test runner that puts its own in their place
 * stops the client under test, not the mock.
 */
export const { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate } = globalThis;

/** Real milliseconds since the process began, with fractions. */
export const realElapsed: () => number = performance.now.bind(performance);

/** Real milliseconds since the Unix epoch. */
export const realNow: () => number = Date.now;
