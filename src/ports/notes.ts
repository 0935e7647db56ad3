/**
 * Small values that are remembered by name, a bounded number of them: of more the oldest are forgotten. Each call is
 * one step.
 */
export interface Notes<Value extends string | number | boolean> {
  get(name: string): Value | undefined;
  /** Remembers a value; an older one under the same name keeps its age. */
  set(name: string, value: Value): void;
  delete(name: string): void;
  clear(): void;
}
