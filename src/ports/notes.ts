/** What a note can say. */
export type NoteValue = string | number | boolean;

/** Notes by topic. */
export interface NoteBook {
  /**
   * The notes of a topic: the same ones whenever it is named.
   *
   * @param topic - a word without spaces
   */
  about<Value extends NoteValue>(topic: string): Notes<Value>;
}

/**
 * Small values that are remembered by name, a bounded number of them: of more the oldest are forgotten. Each call is
 * one step.
 */
export interface Notes<Value extends NoteValue> {
  get(name: string): Value | undefined;
  /** Remembers a value; an older one under the same name keeps its age. */
  set(name: string, value: Value): void;
  delete(name: string): void;
  clear(): void;
}
