/** Remembers the newest of the tasks that made room, so that whoever asks for one is told why it is no more. */
export interface GoneTasks {
  /** Tasks that made room so far. */
  readonly count: number;
  add(id: string): void;
  /** Whether a task made room; by a hash of 32 bits, so that one in some thousand million ids is taken for another. */
  has(id: string): boolean;
  clear(): void;
}
