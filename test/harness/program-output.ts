/** What a command left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a stream has said so far, by line, and what it will say. */
export class OutputLines {
  text = "";
  readonly #looking = new Set<() => void>();
  #hasEnded = false;

  /** Takes the next piece of the stream. */
  add(piece: string): void {
    this.text += piece;
    this.#look();
  }

  /** Nothing comes any more: whoever waits for a line waits in vain. */
  end(): void {
    this.#hasEnded = true;
    this.#look();
  }

  /** The first line, past or to come, that matches; fails when the stream ends without one. */
  find(pattern: RegExp): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        const lines = this.text.split("\n").slice(0, -1);
        const found = lines.find((line) => pattern.test(line));
        if (found === undefined && !this.#hasEnded) return;
        this.#looking.delete(look);
        if (found === undefined) reject(new Error(`no line ${String(pattern)} in:\n${this.text}`));
        else resolve(found);
      };
      this.#looking.add(look);
      look();
    });
  }

  #look(): void {
    for (const look of this.#looking) look();
  }
}
