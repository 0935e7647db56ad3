import { signal } from "@preact/signals";
import { clock } from "./clock.js";
import { type Entry, followEvents, followReloads } from "./events.js";
import { ask, isReport, type Schemas } from "./source.js";

/** A task as a row of the list. */
export type TaskRow = Schemas["TaskSummary"];

/** Tasks that the page holds; older ones stay on the server. */
const MOST_TASKS = 10_000;

/** Tasks, oldest first. */
export const tasks = signal<readonly TaskRow[]>([]);

/** Whether the tasks were read. */
export const areTasksRead = signal(false);

const PAGE = 1000;

/** Real milliseconds between looks at live tasks, whose progress has no event. */
const LOOK_MS = 1000;

const rows = new Map<string, TaskRow>();

function publish(): void {
  while (rows.size > MOST_TASKS) rows.delete(rows.keys().next().value ?? "");
  tasks.value = [...rows.values()];
}

/** The newest tasks, oldest first. */
async function readNewest(): Promise<TaskRow[]> {
  const read: TaskRow[] = [];
  let after = "";
  while (read.length < MOST_TASKS) {
    const { items, next } = await page(`order=newest${after}`);
    read.push(...items);
    if (next === null) break;
    after = `&after=${next}`;
  }
  return read.reverse();
}

function page(query: string): Promise<{ items: TaskRow[]; next: string | null }> {
  return ask(`/_mock/tasks?view=summary&limit=${PAGE}&${query}`);
}

/** What is to be read next. */
let wanted: "nothing" | "later" | "all" = "nothing";
let isReading = false;
/** Entries that came while tasks were read: the answer may be older than they are. */
let meanwhile: Entry[] = [];

/** Reads tasks, once more when it has read, however often it is asked meanwhile. */
async function read(what: "later" | "all"): Promise<void> {
  if (wanted !== "all") wanted = what;
  if (isReading) return;
  isReading = true;
  while (wanted !== "nothing") {
    const reads = wanted;
    wanted = "nothing";
    meanwhile = [];
    try {
      await (reads === "all" ? readAll() : readLater());
    } catch {
      // The connection tells that it is lost, and everything is read again when it is back.
      if (reads === "later") wanted = "all";
    }
  }
  isReading = false;
  meanwhile = [];
}

/** Reads tasks that were submitted after those at hand. */
async function readLater(): Promise<void> {
  for (;;) {
    const last = [...rows.keys()].at(-1);
    const { items, next } = await page(last === undefined ? "order=oldest" : `after=${last}`);
    if (isVoid()) return;
    takeOver(items);
    if (next === null) return;
  }
}

async function readAll(): Promise<void> {
  const newest = await readNewest();
  if (isVoid()) return;
  rows.clear();
  areTasksRead.value = true;
  takeOver(newest);
}

/** Whether a reset or a restart came while tasks were read. */
function isVoid(): boolean {
  return wanted === "all";
}

/** Takes rows of an answer, then what was told since it was asked for. */
function takeOver(answered: readonly TaskRow[]): void {
  for (const row of answered) rows.set(row.id, row);
  for (const entry of meanwhile) change(entry);
  publish();
}

followReloads(() => void read("all"));

followEvents((entries) => {
  let hasNew = false;
  let hasChanged = false;
  if (isReading) meanwhile.push(...entries);
  for (const entry of entries) {
    if (entry.kind === "reset" && (entry.scope === "all" || entry.scope === "tasks")) {
      rows.clear();
      hasChanged = true;
      if (isReading) wanted = "all";
    } else if (entry.kind === "task" && entry.step === "created") {
      hasNew ||= !rows.has(entry.task);
    } else hasChanged = change(entry) || hasChanged;
  }
  if (hasChanged) publish();
  if (hasNew) void read("later");
});

/** What an event tells of a task at hand. */
function change(entry: Entry): boolean {
  const row = rows.get(("task" in entry ? entry.task : undefined) ?? "");
  if (row === undefined) return false;
  if (entry.kind === "task") {
    if (row.ended !== null && entry.step !== "ended") return false;
    const { status, progress, step, code, at } = entry;
    rows.set(row.id, {
      ...row,
      status,
      progress,
      ...(step === "ended" ? { ended: at } : {}),
      ...(code === undefined ? {} : { code }),
    });
    return true;
  }
  if (entry.kind === "settle" || entry.kind === "refund") {
    rows.set(row.id, { ...row, charged: entry.kind === "settle" ? entry.amount : 0 });
    return true;
  }
  if (entry.kind === "request" && entry.shown !== undefined && row.ended === null) {
    rows.set(row.id, { ...row, status: entry.shown, progress: entry.progress ?? row.progress });
    return true;
  }
  return false;
}

/** Live tasks as they are now. */
async function look(): Promise<void> {
  const live = await Promise.all(
    ["processing", "pending"].map((status) => page(`order=newest&status=${status}`)),
  );
  const before = tasks.value;
  for (const row of live.flatMap(({ items }) => items)) {
    // A task may have ended since it was asked for.
    if (rows.get(row.id)?.ended === null) rows.set(row.id, row);
  }
  if (tasks.value === before) publish();
}

let looked = Number.NaN;
if (!isReport)
  setInterval(() => {
    const now = clock.value?.now.getTime();
    if (document.hidden || now === undefined || now === looked) return;
    if (!tasks.value.some(({ ended }) => ended === null)) return;
    looked = now;
    void look().catch(() => undefined);
  }, LOOK_MS);
