import { OldestKeys } from "../../ports/oldest-keys.js";
import type { Instant } from "../../simulation/instant.js";
import { bytesOfText } from "../../text/bytes-of.js";
import { isAnswerLost } from "./arrival.js";
import type { ComparableBody } from "./comparable-body.js";
import type { RequestEntry, TaskEntry } from "./entries.js";
import { type End, TaskHistory } from "./task-history.js";

/** Tasks that are kept; of more the newest. */
const MOST_TASKS = 10_000;

/** Tasks that a submit is compared with; of more the newest. */
const MOST_COMPARED = 256;

/** Bytes of the bodies kept, about; of more the older ones are forgotten, and not compared any more. */
const MOST_BODY_BYTES = 32_000_000;

/** The submit of an unfinished task. */
export interface AcceptedSubmit {
  readonly id: string;
  readonly idempotencyKey: string | undefined;
  /** Number of its entry. */
  readonly submittedBy: number;
  readonly answerLost: boolean;
}

interface RecentTask {
  readonly id: string;
  readonly key: string | undefined;
  readonly model: string | undefined;
  readonly createdAt: Instant;
  end: End | undefined;
  /** Begun when its client does something about it: of most tasks nothing more is heard. */
  history: TaskHistory | undefined;
  submit: AcceptedSubmit | undefined;
  prompt: string;
  /** That of its submit, while the task is unfinished. */
  body: ComparableBody | undefined;
  /** The newest of the earlier tasks with the same prompt. */
  older: RecentTask | undefined;
}

/** The newest 10,000 tasks, and the bodies of those that have not ended. */
export class RecentTasks {
  readonly #tasks = new Map<string, RecentTask>();
  readonly #oldest = new OldestKeys(this.#tasks);
  /** The newest task of each prompt: bodies that are equal have equal ones. */
  readonly #byPrompt = new Map<string, RecentTask>();
  /** Those whose bodies are kept, oldest first. */
  readonly #unfinished = new Set<RecentTask>();
  readonly #oldestUnfinished = new OldestKeys(this.#unfinished);
  #bytes = 0;

  /** How many tasks are kept, and about how many bytes their bodies take. */
  get bounds(): {
    readonly most: number;
    readonly kept: number;
    readonly mostBytes: number;
    readonly bytes: number;
  } {
    return { most: MOST_TASKS, kept: this.#tasks.size, mostBytes: MOST_BODY_BYTES, bytes: this.#bytes };
  }

  /** Takes a task that was created. */
  begin({ task: id, key, model, at: createdAt }: TaskEntry): void {
    if (this.#tasks.size >= MOST_TASKS) this.#drop(this.#tasks.get(this.#oldest.next() ?? ""));
    this.#tasks.set(id, {
      ...{ id, key, model, createdAt, end: undefined, history: undefined },
      ...{ submit: undefined, prompt: "", body: undefined, older: undefined },
    });
  }

  /** Takes the submit that made a task. */
  submitted(entry: RequestEntry, body: ComparableBody): void {
    const task = this.#find(entry.task);
    if (task === undefined || task.end !== undefined) return;
    const { idempotencyKey, sequence: submittedBy } = entry;
    task.submit = { id: task.id, idempotencyKey, submittedBy, answerLost: isAnswerLost(entry) };
    task.prompt = body.prompt;
    task.body = body;
    task.older = this.#byPrompt.get(body.prompt);
    this.#byPrompt.set(body.prompt, task);
    this.#unfinished.add(task);
    this.#bytes += bytesOfText(body.text);
    while (this.#bytes > MOST_BODY_BYTES && this.#unfinished.size > 0)
      this.#forgetBody(this.#oldestUnfinished.next());
  }

  /** Takes the end of a task. */
  ended({ status, at, sequence, withoutResult, task: id }: TaskEntry): void {
    if (status !== "completed" && status !== "failed") return;
    const task = this.#find(id);
    if (task === undefined) return;
    task.end = { status, at, sequence, hasResult: status === "completed" && withoutResult !== true };
    this.#forgetBody(task);
    if (task.history !== undefined) task.history.end = task.end;
  }

  /** The history of a task, begun where there is none; `undefined` for a task that is not kept. */
  storyOf(id: string | undefined): TaskHistory | undefined {
    const task = this.#find(id);
    if (task === undefined) return undefined;
    if (task.history === undefined) {
      const { key, model, createdAt: at } = task;
      task.history = new TaskHistory({ task: task.id, key, model, at });
      task.history.end = task.end;
    }
    return task.history;
  }

  /** The newest unfinished task that was submitted under the same key with the same body. */
  twinOf(
    { key, task: id }: Pick<RequestEntry, "key" | "task">,
    body: ComparableBody,
  ): AcceptedSubmit | undefined {
    let task = this.#byPrompt.get(body.prompt);
    for (let compared = 0; task !== undefined && compared < MOST_COMPARED; compared++) {
      if (task.key === key && task.id !== id && task.body?.equals(body) === true) return task.submit;
      task = task.older;
    }
    return undefined;
  }

  /** The histories that were begun, those of the oldest tasks first. */
  *histories(): Iterable<TaskHistory> {
    for (const { history } of this.#tasks.values()) if (history !== undefined) yield history;
  }

  /** Forgets all tasks. */
  clear(): void {
    this.#tasks.clear();
    this.#oldest.restart();
    this.#byPrompt.clear();
    this.#unfinished.clear();
    this.#oldestUnfinished.restart();
    this.#bytes = 0;
  }

  #find(id: string | undefined): RecentTask | undefined {
    return id === undefined ? undefined : this.#tasks.get(id);
  }

  #forgetBody(task: RecentTask | undefined): void {
    if (task?.body === undefined) return;
    this.#bytes -= bytesOfText(task.body.text);
    this.#unfinished.delete(task);
    task.body = undefined;
  }

  #drop(task: RecentTask | undefined): void {
    if (task === undefined) return;
    this.#forgetBody(task);
    this.#tasks.delete(task.id);
    if (this.#byPrompt.get(task.prompt) === task) this.#byPrompt.delete(task.prompt);
    // Of its prompt it is the last in line.
    task.older = undefined;
  }
}
