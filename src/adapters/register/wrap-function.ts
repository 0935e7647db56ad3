/** A function of a module of Node, as loosely typed as it may be called. */
type AnyFunction = (...args: unknown[]) => unknown;

/**
 * Puts a function in place of one that an object has; name and properties of the original stay visible.
 *
 * @param instead - called with the original, which keeps its `this`, with `this` and with the arguments
 */
export function wrapFunction(
  owner: object,
  name: string,
  instead: (call: (args: unknown[]) => unknown, self: unknown, args: unknown[]) => unknown,
): void {
  const original = Reflect.get(owner, name) as AnyFunction;
  const apply = (target: AnyFunction, self: unknown, args: unknown[]) =>
    instead((given) => Reflect.apply(target, self, given), self, args);
  Reflect.set(owner, name, new Proxy(original, { apply }));
}
