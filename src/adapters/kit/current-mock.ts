import { KitError } from "../../errors/kit-error.js";

const inspect = Symbol.for("nodejs.util.inspect.custom");

/**
 * A place for the mock of the test that runs, under a handle that outlives it: its members are those of the mock of the
 * moment.
 *
 * Reading a member of the handle while there is none throws a `KitError` of code `OUTSIDE_OF_TEST`.
 */
export function currentMock<Mock extends { toString(): string }>() {
  let current: Mock | undefined;
  // Node prints a proxy by what stands behind it.
  const behind = {
    [inspect]: () => (current === undefined ? "wan-mock between two tests" : current.toString()),
  };
  const handle = new Proxy(behind as unknown as Mock, {
    get: (_, name) => {
      if (current !== undefined) return Reflect.get(current, name) as unknown;
      // Whoever prints a value, or awaits it, asks for these.
      if (typeof name === "symbol" || name === "then" || name === "toJSON") return undefined;
      throw new KitError(
        "OUTSIDE_OF_TEST",
        `there is no mock now, so it has no ${name}: useMock() starts one before each test of its block and closes it after; read the mock inside of tests and their hooks`,
      );
    },
    has: (_, name) => current !== undefined && Reflect.has(current, name),
    ownKeys: () => (current === undefined ? [] : Reflect.ownKeys(current)),
    getOwnPropertyDescriptor: (_, name) => {
      const found = current === undefined ? undefined : Reflect.getOwnPropertyDescriptor(current, name);
      // A proxy may call nothing fixed that its own target lacks.
      return found === undefined ? undefined : { ...found, configurable: true };
    },
    set: () => false,
    defineProperty: () => false,
    deleteProperty: () => false,
  });
  return {
    handle,
    set: (mock: Mock | undefined) => {
      current = mock;
    },
  };
}
