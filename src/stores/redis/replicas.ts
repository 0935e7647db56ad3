/** Told of a replica that was lost; told again where that fails. */
export type LossListener = (replica: string) => unknown;

/** The replicas of a mock as this one knows them. */
export class Replicas {
  readonly #self: string;
  readonly #alive = new Set<string>();
  /** Those whose loss was told already. */
  readonly #lost = new Set<string>();
  readonly #listeners: LossListener[] = [];

  constructor(self: string) {
    this.#self = self;
    this.#alive.add(self);
  }

  /** Whether a replica works or may still do so; one that has ended or was lost does not. */
  isAlive(replica: string): boolean {
    return this.#alive.has(replica);
  }

  get count(): number {
    return this.#alive.size;
  }

  /** Calls back, in every replica that notices, when one has fallen silent without having ended. */
  onLost(listener: LossListener): void {
    this.#listeners.push(listener);
  }

  joined(replica: string): void {
    this.#alive.add(replica);
    this.#lost.delete(replica);
  }

  /** Takes over who lives now. */
  update(alive: readonly string[]): void {
    this.#alive.clear();
    for (const replica of [this.#self, ...alive]) this.joined(replica);
  }

  /** Tells of those that have fallen silent, of each once. */
  fellSilent(silent: readonly string[]): void {
    const fresh = silent.filter((replica) => replica !== this.#self && !this.#lost.has(replica));
    for (const replica of fresh) {
      this.#lost.add(replica);
      for (const listener of this.#listeners) {
        // It is found silent again with the next sign of life.
        Promise.resolve(listener(replica)).catch(() => this.#lost.delete(replica));
      }
    }
  }
}
