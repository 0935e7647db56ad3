/**
 * Goes on with what a port gave: at once where it is at hand, later where it is a promise. A store in this process
 * answers at once, and a submit or the end of a task then takes no promise of its own.
 */
export function andThen<Value, Result>(
  value: Value | Promise<Value>,
  next: (value: Value) => Result | Promise<Result>,
): Result | Promise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
