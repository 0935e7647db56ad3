import type { Body } from "../../contract/rules/define-rule.js";
import type { HabitEvent, JournalEntry, ResetScope } from "../../ports/journal.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import { ClientHistory } from "./client-history.js";
import type { CallbackEntry, RequestEntry, TaskEntry } from "./entries.js";
import { Findings } from "./findings.js";
import type { Habit, Occasion, Sighting } from "./habit.js";
import { fitsHabit, type HabitFilter } from "./habit-filter.js";
import type { HabitFinding } from "./habit-finding.js";
import { habits } from "./habit-list.js";
import { RecentSubmits } from "./recent-submits.js";
import { type KnownTask, TaskHistory } from "./task-history.js";

/** Tasks whose histories are kept; of more the newest. */
const MOST_TASKS = 10_000;

/** API keys whose clients are watched; of more the newest. */
const MOST_CLIENTS = 1000;

/** Bytes of the bodies that are remembered of clients, about; of more the oldest clients are forgotten. */
const MOST_CLIENT_BYTES = 32_000_000;

/** Findings kept from before resets. */
const MOST_PAST = 1000;

/** How much is remembered of clients. */
export interface HabitBounds {
  readonly mostTasks: number;
  readonly tasks: number;
  readonly mostClients: number;
  readonly clients: number;
  readonly mostBytes: number;
  readonly bytes: number;
}

const onSubmit = habits.filter(has("submit"));
const onQuery = habits.filter(has("query"));
const onUnauthorized = habits.filter(has("unauthorized"));
const onDownload = habits.filter(has("download"));
const onCallback = habits.filter(has("callback"));
const onDone = habits.filter(has("done"));

/**
 * Watches what clients do, entry by entry, and keeps what is found. Memory is bounded: the newest 10,000 submits and
 * 1,000 keys are watched, and 100 findings of each habit kept.
 */
export class HabitWatch {
  readonly #found = new Findings();
  readonly #accepted: RecentSubmits;
  /** Of tasks that their client did something about: of most nothing more is heard. */
  readonly #tasks = new Map<string, TaskHistory>();
  readonly #oldestTask = new OldestKeys(this.#tasks);
  readonly #clients = new Map<string, ClientHistory>();
  readonly #oldestClient = new OldestKeys(this.#clients);
  #clientBytes = 0;
  /** Keys under which a habit has been reported, by its id. */
  readonly #reported = new Map<string, Set<string>>();
  #past: HabitFinding[] = [];

  /**
   * @param report - called when a habit first shows under a key, as it happens
   * @param realNow - real milliseconds since any instant: clients that wait beside a clock that stands still do wait
   * @param taskOf - what there is to know of a task when its client first asks for it
   */
  constructor(
    private readonly report: (seen: HabitEvent) => void,
    private readonly realNow: () => number,
    private readonly taskOf: (id: string) => KnownTask | undefined,
  ) {
    this.#accepted = new RecentSubmits((id) => {
      const task = taskOf(id);
      return task !== undefined && task.end === undefined;
    });
  }

  /** How much is remembered: tasks, clients by API key, and about how many bytes their bodies take. */
  get bounds(): HabitBounds {
    const { kept, mostBytes, bytes } = this.#accepted.bounds;
    // Tasks with a history are mostly those of the submits.
    const tasks = Math.max(kept, this.#tasks.size);
    return {
      ...{ mostTasks: MOST_TASKS, tasks, mostClients: MOST_CLIENTS, clients: this.#clients.size },
      ...{ mostBytes: mostBytes + MOST_CLIENT_BYTES, bytes: bytes + this.#clientBytes },
    };
  }

  /**
   * Takes what happened; entries come in their order.
   *
   * @param body - what a submit sent
   */
  watch(entry: JournalEntry, body?: Body): void {
    switch (entry.kind) {
      case "request":
        this.#request(entry, body);
        return;
      case "task":
        this.#task(entry);
        return;
      case "callback":
        this.#callback(entry);
        return;
      case "reset":
        this.#reset(entry.scope);
        return;
      case "settle":
      case "refund":
      case "habit":
      case "clock":
        return;
    }
  }

  /**
   * Findings since the start or the last reset that fit a filter, the earliest evidence first. Calls that clients never made are
   * judged as though they were done.
   *
   * @param filter - keys as they are shown; all findings when not given
   * @throws {KitError} `INVALID_OPTION` for a habit that there is not
   */
  findings(filter: HabitFilter = {}): readonly HabitFinding[] {
    const fits = fitsHabit(filter);
    const done = new Findings();
    for (const task of this.#tasks.values()) {
      for (const habit of onDone) {
        const sighting = done.isFull(habit.id) ? undefined : habit.done(task);
        if (sighting !== undefined) done.add(habit, sighting);
      }
    }
    return [...this.#found.list(), ...done.list()]
      .filter(fits)
      .sort((a, b) => (a.evidence[0] ?? 0) - (b.evidence[0] ?? 0) || a.at - b.at);
  }

  /** The same with what was found before resets: the newest 1,000 of it. */
  everFound(): readonly HabitFinding[] {
    return [...this.#past, ...this.findings()];
  }

  #request(entry: RequestEntry, body: Body | undefined): void {
    if (isMocksOwn(entry)) return;
    const client = entry.key === undefined ? undefined : this.#clientOf(entry.key);
    if (client !== undefined) this.#called(entry, client);
    switch (entry.route) {
      case "submit": {
        if (client === undefined) return;
        client.arrives(entry, body);
        for (const habit of onSubmit)
          if (this.#wants(habit)) this.#keep(habit, habit.submit(entry, client), entry);
        const before = client.bytes;
        client.submitted(entry);
        this.#clientBytes += client.bytes - before;
        while (this.#clientBytes > MOST_CLIENT_BYTES && this.#clients.size > 1) this.#forgetClient();
        return;
      }
      case "query": {
        if (client === undefined) return;
        const task = this.#historyOf(entry.task ?? lastOf(entry.path));
        const own = task?.key === entry.key ? task : undefined;
        own?.polled(entry, this.realNow);
        for (const habit of onQuery)
          if (this.#wants(habit)) this.#keep(habit, habit.query(entry, client, own), entry);
        client.queried(entry);
        return;
      }
      case "download": {
        const task = this.#historyOf(entry.task ?? "");
        if (task === undefined) return;
        for (const habit of onDownload)
          if (this.#wants(habit)) this.#keep(habit, habit.download(entry, task), entry);
        task.downloaded(entry);
        return;
      }
      default:
        for (const { task, status } of entry.seen ?? []) {
          const known = this.#historyOf(task);
          if (known?.key === entry.key) known?.seen(entry, status);
        }
        return;
    }
  }

  #called(entry: RequestEntry, client: ClientHistory): void {
    client.called(entry);
    if (entry.status !== 401) return;
    for (const habit of onUnauthorized)
      if (this.#wants(habit)) this.#keep(habit, habit.unauthorized(entry, client), entry);
  }

  #task(entry: TaskEntry): void {
    if (entry.step === "ended") this.#tasks.get(entry.task)?.ended(entry);
  }

  #callback(entry: CallbackEntry): void {
    this.#historyOf(entry.task)?.calledBack(entry);
    for (const habit of onCallback) if (this.#wants(habit)) this.#keep(habit, habit.callback(entry), entry);
  }

  #wants({ id }: Habit): boolean {
    return !this.#found.isFull(id);
  }

  #keep(habit: Habit, shown: Sighting | undefined, { at, key: sender, model, task }: Occasion): void {
    if (shown === undefined) return;
    const sighting = { at, key: sender, model, task, ...shown };
    if (!this.#found.add(habit, sighting)) return;
    const { key = "", subject } = sighting;
    let reported = this.#reported.get(habit.id);
    if (reported === undefined) this.#reported.set(habit.id, (reported = new Set<string>()));
    if (reported.has(key)) return;
    reported.add(key);
    const finding = this.#found.find(habit.id, subject);
    if (finding !== undefined) this.report({ kind: "habit", ...finding });
  }

  #clientOf(key: string): ClientHistory {
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const client = new ClientHistory(this.#accepted, this.realNow);
    this.#clients.set(key, client);
    if (this.#clients.size > MOST_CLIENTS) this.#forgetClient();
    return client;
  }

  #forgetClient(): void {
    const oldest = this.#oldestClient.next() ?? "";
    this.#clientBytes -= this.#clients.get(oldest)?.bytes ?? 0;
    this.#clients.delete(oldest);
  }

  #reset(scope: ResetScope | "all"): void {
    if (scope === "accounts" || scope === "scenarios" || scope === "uploads") return;
    if (scope === "coverage") {
      this.#past = [];
      this.#found.clear();
      this.#reported.clear();
      return;
    }
    const isWhole = scope === "all" || scope === "journal";
    // The client cannot do any more about tasks that are gone: what it never did is certain now.
    if (isWhole) this.#past = [...this.#past, ...this.findings()].slice(-MOST_PAST);
    else if (scope === "tasks") this.#keepDone();
    if (isWhole) {
      this.#found.clear();
      this.#reported.clear();
    }
    this.#clients.clear();
    this.#oldestClient.restart();
    this.#clientBytes = 0;
    if (scope === "clock") return;
    this.#accepted.clear();
    this.#tasks.clear();
    this.#oldestTask.restart();
  }

  /** The history of a task, begun where there is none; `undefined` where there is no such task. */
  #historyOf(id: string): TaskHistory | undefined {
    const begun = this.#tasks.get(id);
    if (begun !== undefined) return begun;
    const task = this.taskOf(id);
    if (task === undefined) return undefined;
    if (this.#tasks.size >= MOST_TASKS) this.#tasks.delete(this.#oldestTask.next() ?? "");
    const history = new TaskHistory(task);
    this.#tasks.set(id, history);
    return history;
  }

  #keepDone(): void {
    for (const task of this.#tasks.values()) {
      for (const habit of onDone) {
        const sighting = habit.done(task);
        if (sighting !== undefined) this.#found.add(habit, sighting);
      }
    }
  }
}

function has<Moment extends "submit" | "query" | "unauthorized" | "download" | "callback" | "done">(
  moment: Moment,
) {
  return (habit: Habit): habit is Habit & Required<Pick<Habit, Moment>> => habit[moment] !== undefined;
}

/** A refusal that no service would send: the header of the request names a scenario that there is not. */
function isMocksOwn({ status, findings }: RequestEntry): boolean {
  return (
    findings.length > 0 &&
    status === 400 &&
    findings.some(({ rule, severity }) => rule === "unknown-scenario" && severity === "error")
  );
}

/** The id that a query names, also where its answer speaks of none. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
