import { type FSWatcher, statSync, watch } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { clearTimeout, setTimeout } from "../../ports/real-timers.js";

/** Editors write a file in several steps: what follows within this real time is one change. */
const QUIET_MS = 80;

/** Who is told of changes. */
export interface PathWatchParts {
  /** Files, and folders of files. */
  readonly paths: readonly string[];
  /** Whether a file of a watched folder matters, by its name; none when absent. */
  readonly isFileOfFolder?: (name: string) => boolean;
  /** Called after each change that may concern a path, and once for what changed before the watch began. */
  readonly onChange: () => void;
  /** Called once for a folder that cannot be watched. */
  readonly onTrouble: (folder: string, reason: string) => void;
}

/** Some names, and perhaps every file that matters in a folder. */
interface Names {
  readonly some: ReadonlySet<string>;
  readonly allFiles: boolean;
}

/**
 * Watches files and folders through the folders that hold them: what is removed and made again, saved by rename or
 * not there yet is noticed too. Keeps no process alive.
 */
export class PathWatch {
  readonly #paths: readonly string[];
  /** Folders under watch, with the names in them that matter; another folder under the same name has another inode. */
  readonly #watched = new Map<
    string,
    { readonly inode: string; readonly watcher: FSWatcher; names: Names }
  >();
  readonly #reported = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(private readonly parts: PathWatchParts) {
    this.#paths = parts.paths.map((path) => resolve(path));
  }

  /** Watches from now on, until `close`. */
  start(): void {
    this.#arm();
    // A change between the first read and now went unnoticed.
    this.#wait();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const { watcher } of this.#watched.values()) watcher.close();
    this.#watched.clear();
  }

  #wait(): void {
    if (this.#closed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#arm();
      this.parts.onChange();
    }, QUIET_MS);
    this.#timer.unref();
  }

  /** Watches the folders that are there now; after a change, what has come or gone is taken into account. */
  #arm(): void {
    const wanted = this.#wanted();
    for (const [folder, { inode, watcher }] of this.#watched) {
      if (wanted.has(folder) && inodeOf(folder) === inode) continue;
      watcher.close();
      this.#watched.delete(folder);
    }
    for (const [folder, names] of wanted) {
      const known = this.#watched.get(folder);
      if (known === undefined) this.#watch(folder, names);
      else known.names = names;
    }
  }

  /** A folder itself, and for each path the name that leads to it in the nearest folder that exists. */
  #wanted(): Map<string, Names> {
    const wanted = new Map<string, Names>();
    const add = (folder: string, name?: string) => {
      const { some, allFiles } = wanted.get(folder) ?? { some: new Set(), allFiles: false };
      if (name === undefined) wanted.set(folder, { some, allFiles: true });
      else wanted.set(folder, { some: new Set([...some, name]), allFiles });
    };
    for (const path of this.#paths) {
      if (inodeOf(path) !== undefined) add(path);
      let [folder, name] = [dirname(path), basename(path)];
      while (inodeOf(folder) === undefined && folder !== dirname(folder))
        [folder, name] = [dirname(folder), basename(folder)];
      if (name !== "") add(folder, name);
    }
    return wanted;
  }

  #watch(folder: string, names: Names): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || this.#matters(folder, name)) this.#wait();
      });
      watcher.on("error", (error) => this.#lost(folder, error));
      this.#watched.set(folder, { inode: inodeOf(folder) ?? "", watcher, names });
    } catch (error) {
      this.#lost(folder, error);
    }
  }

  /** A folder that is removed is reported under its own name. */
  #matters(folder: string, name: string): boolean {
    const { some, allFiles } = this.#watched.get(folder)?.names ?? { some: new Set(), allFiles: true };
    const { isFileOfFolder = () => false } = this.parts;
    return some.has(name) || (allFiles && (isFileOfFolder(name) || name === basename(folder)));
  }

  #lost(folder: string, error: unknown): void {
    this.#watched.delete(folder);
    if (this.#reported.has(folder)) return;
    this.#reported.add(folder);
    this.parts.onTrouble(folder, (error as Error).message);
  }
}

/** Which folder a path is; `undefined` for what is none. */
function inodeOf(path: string): string | undefined {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats?.isDirectory() === true ? `${stats.dev}:${stats.ino}` : undefined;
  } catch {
    return undefined;
  }
}
