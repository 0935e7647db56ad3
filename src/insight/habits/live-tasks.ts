import type { JournalEntry, RequestEvent } from "../../ports/journal.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import type { End, KnownTask } from "./task-history.js";

/** Tasks that are remembered; of more the newest. */
const MOST_TASKS = 10_000;

/** The tasks of a service behind a proxy, as far as its answers told of them. */
export class LiveTasks {
  readonly #tasks = new Map<string, KnownTask>();
  readonly #oldest = new OldestKeys(this.#tasks);

  /** Takes an entry of the journal, before the habits do. */
  observe(entry: JournalEntry): void {
    if (entry.kind === "reset" && (entry.scope === "all" || entry.scope === "tasks")) {
      this.#tasks.clear();
      this.#oldest.restart();
    }
    if (entry.kind !== "request" || entry.live !== true) return;
    const { task, key, model = "", at, sequence, shown, status } = entry;
    if (task === undefined || key === undefined || !isAboutTask(entry) || status !== 200) return;
    const known = this.#tasks.get(task) ?? { id: task, key, model, createdAt: at };
    if (!this.#tasks.has(task)) this.#makeRoom();
    const end = endAt(shown, at, sequence);
    this.#tasks.set(task, end === undefined ? known : { ...known, end: known.end ?? (() => end) });
  }

  get(id: string): KnownTask | undefined {
    return this.#tasks.get(id);
  }

  #makeRoom(): void {
    if (this.#tasks.size >= MOST_TASKS) this.#tasks.delete(this.#oldest.next() ?? "");
  }
}

function isAboutTask({ route }: RequestEvent): boolean {
  return route === "submit" || route === "query";
}

/** The end as a query first showed it. Its result is fetched from a host of the service's, past the proxy: nothing is said about that. */
function endAt(shown: RequestEvent["shown"], at: number, sequence: number): End | undefined {
  return shown === "completed" || shown === "failed"
    ? { status: shown, at, sequence, hasResult: false }
    : undefined;
}
