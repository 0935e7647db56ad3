import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { invalidOption } from "../../errors/kit-error.js";

/** How coarse the times of a file system may be, in milliseconds. */
const COARSEST_TIME_MS = 2000;

/** What a lock is for, as messages name it. */
export interface LockedThing {
  /** `the budget file spent.jsonl`. */
  readonly what: string;
  /** The option that names another: `--budget-file`. */
  readonly option: string;
}

/** The process that a lock names. */
interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * Makes the file that says which process has something. That of a process that was killed is replaced, where it is
 * certain that the process is no more: a process of another machine or container may well live, whatever has its number
 * here.
 *
 * @param lock - path of the file
 * @throws {KitError} `INVALID_OPTION` while another process has the thing, or may have it
 * @throws the error of the file system
 */
export function takeLock(lock: string, thing: LockedThing): void {
  const text = textIn(lock);
  if (text !== undefined) {
    if (isInUse(lock, text)) throw inUse(lock, thing, text);
    putAside(lock, thing, text);
  }
  try {
    write(lock);
  } catch (error) {
    if (codeOf(error) === "EEXIST") throw inUse(lock, thing, textIn(lock) ?? "");
    throw error;
  }
}

/** Makes a lock that names this process, or none: a process that is killed meanwhile leaves no lock without a name. */
function write(lock: string): void {
  const draft = `${lock}.${process.pid}`;
  const text = `${process.pid} ${hostname()}`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    linkSync(draft, lock);
  } catch (error) {
    // Some file systems have no links.
    if (!LINKLESS.has(codeOf(error))) throw error;
    writeFileSync(lock, text, { flag: "wx", mode: 0o600 });
  } finally {
    rmSync(draft, { force: true });
  }
}

const LINKLESS: ReadonlySet<string> = new Set([
  "EPERM",
  "ENOTSUP",
  "EOPNOTSUPP",
  "ENOSYS",
  "EINVAL",
  "EMLINK",
]);

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? "";

/** Removes the lock of a process that is no more; that of one that took its place in between is put back. */
function putAside(lock: string, thing: LockedThing, text: string): void {
  const aside = `${lock}.${process.pid}`;
  try {
    renameSync(lock, aside);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return;
    throw error;
  }
  const moved = textIn(aside);
  if (moved === text) {
    rmSync(aside, { force: true });
    return;
  }
  renameSync(aside, lock);
  throw inUse(lock, thing, moved ?? "");
}

function textIn(lock: string): string | undefined {
  try {
    return readFileSync(lock, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

/** `4711 my-machine`; without a host it is of this one. `undefined` for a lock that is just being written. */
function ownerIn(text: string): Owner | undefined {
  const [, pid = "", host = hostname()] = /^(\d{1,10})(?: (\S+))?$/.exec(text.trim()) ?? [];
  return Number(pid) > 0 ? { pid: Number(pid), host } : undefined;
}

function isInUse(lock: string, text: string): boolean {
  const owner = ownerIn(text);
  if (owner === undefined || owner.host !== hostname()) return true;
  // In a container the process that starts has the number of the one that was killed.
  return owner.pid === process.pid ? !isOlderThanProcess(lock) : isAlive(owner.pid);
}

function isOlderThanProcess(lock: string): boolean {
  const start = Date.now() - process.uptime() * 1000;
  const { mtimeMs = start } = statSync(lock, { throwIfNoEntry: false }) ?? {};
  return mtimeMs < start - COARSEST_TIME_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isDefunct(pid);
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** Whether a process has ended and only its number is still there: in a container nobody may take note of the end. */
function isDefunct(pid: number): boolean {
  // Linux alone has such a file.
  return /^\d+ \(.*\) [ZX] /s.test(textIn(`/proc/${pid}/stat`) ?? "");
}

function inUse(lock: string, { what, option }: LockedThing, text: string): Error {
  const owner = ownerIn(text);
  const who = owner === undefined ? "a process that has just started" : `the process ${owner.pid}`;
  const where = owner === undefined || owner.host === hostname() ? "" : ` on ${owner.host}`;
  return invalidOption(
    `${what} is used by ${who}${where}: stop that one, or name another ${option} (if it is no wan-mock, or is no more, delete ${lock})`,
  );
}
