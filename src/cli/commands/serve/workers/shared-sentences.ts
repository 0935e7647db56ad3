/** Sentences that are remembered; then all are forgotten. */
const MOST_SENTENCES = 1000;

/** What several processes have to say about one thing: a sentence is told as often as one of them says it at the most. */
export class SharedSentences {
  readonly #told = new Map<string, number>();
  readonly #said = new Map<string, number>();

  /** Whether a sentence of a process is told: no other has said it as often before. */
  isNew(sentence: string, speaker: number): boolean {
    if (this.#said.size >= MOST_SENTENCES) {
      this.#said.clear();
      this.#told.clear();
    }
    const key = `${speaker} ${sentence}`;
    const times = (this.#said.get(key) ?? 0) + 1;
    this.#said.set(key, times);
    if (times <= (this.#told.get(sentence) ?? 0)) return false;
    this.#told.set(sentence, times);
    return true;
  }
}
