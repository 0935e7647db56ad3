import type { Body } from "../../contract/rules/define-rule.js";
import type { Instant } from "../../simulation/instant.js";
import { isAnswerLost } from "./arrival.js";
import type { RequestEntry, TaskEntry } from "./entries.js";
import { isEqualJson } from "./is-equal-json.js";
import { type End, TaskHistory } from "./task-history.js";

/** Tasks that are kept; of more the newest. */
const MOST_TASKS = 10_000;

/** Chains to begin with; doubled whenever there are as many tasks. */
const FIRST_CHAINS = 256;

/** Tasks that a submit is compared with; of more the newest. */
const MOST_COMPARED = 256;

/** Bytes of the bodies kept, about; of more the older ones are forgotten, and not compared any more. */
const MOST_BODY_BYTES = 32_000_000;

/** Characters by which texts are distinguished before they are compared: prompts of one template may differ in the middle. */
const TELLING = 512;

const UNFINISHED = 0;
const FAILED = 1;
const COMPLETED = 2;
const COMPLETED_WITHOUT_RESULT = 3;

/** The submit of an unfinished task. */
export interface AcceptedSubmit {
  readonly id: string;
  readonly idempotencyKey: string | undefined;
  /** Number of its entry. */
  readonly submittedBy: number;
  readonly answerLost: boolean;
}

/**
 * The newest 10,000 tasks, some 100 bytes each, and the bodies of those that have not ended.
 *
 * Every accepted submit comes by here three times, and of most tasks nothing more is heard. So what is known of all
 * lies in columns, which a task enters without an object of its own, and a history is begun when its client does something about
 * it. Chains of equal hashes lead from newer tasks to older ones: what is too old ends them and need not be taken out.
 */
export class RecentTasks {
  /** Tasks so far, and the number of the newest: they count from 1. */
  #begun = 0;
  readonly #ids: string[] = [];
  readonly #keys: (string | undefined)[] = [];
  readonly #models: (string | undefined)[] = [];
  readonly #createdAt: Instant[] = [];
  readonly #states: number[] = [];
  readonly #endedAt: Instant[] = [];
  readonly #endedBy: number[] = [];
  readonly #histories: (TaskHistory | undefined)[] = [];
  readonly #bodies: (Body | undefined)[] = [];
  readonly #bodyBytes: number[] = [];
  #bytes = 0;
  /** Number of the newest task whose body was forgotten to make room. */
  #emptied = 0;
  readonly #idempotencyKeys: (string | undefined)[] = [];
  readonly #submittedBy: number[] = [];
  readonly #lost: boolean[] = [];
  readonly #idHashes: number[] = [];
  readonly #bodyHashes: number[] = [];
  /** Number of the next older task in the chain of an id, of a body; 0 for none. */
  readonly #olderById: number[] = [];
  readonly #olderByBody: number[] = [];
  /** Number of the newest task of each chain. */
  #byId = new Int32Array(FIRST_CHAINS);
  #byBody = new Int32Array(FIRST_CHAINS);
  /** The body that came by last, and its hash: it comes twice. */
  #hashedBody: Body | undefined;
  #hashed = 0;

  /** How many tasks are kept, and about how many bytes their bodies take. */
  get bounds(): {
    readonly most: number;
    readonly kept: number;
    readonly mostBytes: number;
    readonly bytes: number;
  } {
    const kept = Math.min(this.#begun, MOST_TASKS);
    return { most: MOST_TASKS, kept, mostBytes: MOST_BODY_BYTES, bytes: this.#bytes };
  }

  /** Takes a task that was created. */
  begin({ task, key, model, at }: TaskEntry): void {
    const place = this.#begun++ % MOST_TASKS;
    this.#ids[place] = task;
    this.#keys[place] = key;
    this.#models[place] = model;
    this.#createdAt[place] = at;
    this.#states[place] = UNFINISHED;
    this.#endedAt[place] = 0;
    this.#endedBy[place] = 0;
    this.#histories[place] = undefined;
    this.#forgetBody(place);
    this.#idempotencyKeys[place] = undefined;
    this.#submittedBy[place] = 0;
    this.#lost[place] = false;
    this.#idHashes[place] = hashOf(task, 0);
    this.#bodyHashes[place] = 0;
    this.#olderByBody[place] = 0;
    if (this.#begun > this.#byId.length && this.#begun <= MOST_TASKS) this.#lengthen();
    else chain(this.#byId, this.#olderById, this.#idHashes[place] ?? 0, this.#begun, place);
  }

  /** Takes the submit that made a task. */
  submitted(entry: RequestEntry): void {
    const number = this.#find(entry.task);
    const place = placeOf(number);
    const { body } = entry;
    if (number === 0 || body === undefined || this.#states[place] !== UNFINISHED) return;
    this.#keepBody(place, body, entry.bodyBytes ?? 0);
    this.#idempotencyKeys[place] = entry.idempotencyKey;
    this.#submittedBy[place] = entry.sequence;
    this.#lost[place] = isAnswerLost(entry);
    const hash = this.#hashOf(body, entry.key);
    this.#bodyHashes[place] = hash;
    chain(this.#byBody, this.#olderByBody, hash, number, place);
  }

  /** Takes the end of a task. */
  ended(entry: TaskEntry): void {
    const { status, at, sequence, withoutResult, task } = entry;
    if (status !== "completed" && status !== "failed") return;
    const number = this.#find(task);
    if (number === 0) return;
    const place = placeOf(number);
    this.#states[place] =
      status === "failed" ? FAILED : withoutResult === true ? COMPLETED_WITHOUT_RESULT : COMPLETED;
    this.#endedAt[place] = at;
    this.#endedBy[place] = sequence;
    this.#forgetBody(place);
    const history = this.#histories[place];
    if (history !== undefined) history.end = this.#endOf(place);
  }

  /** The history of a task, begun where there is none; `undefined` for a task that is not kept. */
  storyOf(id: string | undefined): TaskHistory | undefined {
    const number = this.#find(id);
    if (number === 0) return undefined;
    const place = placeOf(number);
    const known = this.#histories[place];
    if (known !== undefined) return known;
    const history = new TaskHistory({
      task: this.#ids[place] ?? "",
      key: this.#keys[place],
      model: this.#models[place],
      at: this.#createdAt[place] ?? 0,
    });
    history.end = this.#endOf(place);
    this.#histories[place] = history;
    return history;
  }

  /** The newest unfinished task that was submitted under the same key with the same body. */
  twinOf({ body, key, task }: RequestEntry): AcceptedSubmit | undefined {
    if (body === undefined) return undefined;
    const hash = this.#hashOf(body, key);
    let number = this.#byBody[hash & (this.#byBody.length - 1)] ?? 0;
    for (let compared = 0; this.#isKept(number) && compared < MOST_COMPARED; compared++) {
      const place = placeOf(number);
      const id = this.#ids[place] ?? "";
      if (
        this.#bodyHashes[place] === hash &&
        this.#states[place] === UNFINISHED &&
        id !== task &&
        this.#keys[place] === key &&
        isEqualJson(this.#bodies[place], body)
      ) {
        return {
          id,
          idempotencyKey: this.#idempotencyKeys[place],
          submittedBy: this.#submittedBy[place] ?? 0,
          answerLost: this.#lost[place] === true,
        };
      }
      number = this.#olderByBody[place] ?? 0;
    }
    return undefined;
  }

  /** The histories that were begun, those of the oldest tasks first. */
  *histories(): Iterable<TaskHistory> {
    for (let number = Math.max(1, this.#begun - MOST_TASKS + 1); number <= this.#begun; number++) {
      const history = this.#histories[placeOf(number)];
      if (history !== undefined) yield history;
    }
  }

  /** Forgets all tasks. */
  clear(): void {
    const columns: readonly unknown[][] = [
      ...[this.#ids, this.#keys, this.#models, this.#createdAt, this.#states, this.#endedAt, this.#endedBy],
      ...[
        this.#histories,
        this.#bodies,
        this.#bodyBytes,
        this.#idempotencyKeys,
        this.#submittedBy,
        this.#lost,
      ],
      ...[this.#idHashes, this.#bodyHashes, this.#olderById, this.#olderByBody],
    ];
    for (const column of columns) column.length = 0;
    this.#begun = 0;
    this.#bytes = 0;
    this.#emptied = 0;
    this.#hashedBody = undefined;
    this.#byId = new Int32Array(FIRST_CHAINS);
    this.#byBody = new Int32Array(FIRST_CHAINS);
  }

  #keepBody(place: number, body: Body, bytes: number): void {
    this.#bodies[place] = body;
    this.#bodyBytes[place] = bytes;
    this.#bytes += bytes;
    this.#emptied = Math.max(this.#emptied, this.#begun - MOST_TASKS);
    while (this.#bytes > MOST_BODY_BYTES && this.#emptied < this.#begun)
      this.#forgetBody(placeOf(++this.#emptied));
  }

  #forgetBody(place: number): void {
    if (this.#bodies[place] !== undefined) this.#bytes -= this.#bodyBytes[place] ?? 0;
    this.#bodies[place] = undefined;
  }

  /** Number of a task; 0 for one that is not kept. */
  #find(id: string | undefined): number {
    if (id === undefined) return 0;
    let number = this.#begun;
    // Mostly it is the one that has just begun.
    if (number > 0 && this.#ids[placeOf(number)] === id) return number;
    number = this.#byId[hashOf(id, 0) & (this.#byId.length - 1)] ?? 0;
    while (this.#isKept(number)) {
      if (this.#ids[placeOf(number)] === id) return number;
      number = this.#olderById[placeOf(number)] ?? 0;
    }
    return 0;
  }

  #isKept(number: number): boolean {
    return number > 0 && number > this.#begun - MOST_TASKS;
  }

  #endOf(place: number): End | undefined {
    const state = this.#states[place];
    if (state === UNFINISHED) return undefined;
    return {
      status: state === FAILED ? "failed" : "completed",
      at: this.#endedAt[place] ?? 0,
      sequence: this.#endedBy[place] ?? 0,
      hasResult: state === COMPLETED,
    };
  }

  #hashOf(body: Body, key = ""): number {
    if (this.#hashedBody === body) return this.#hashed;
    const { prompt } = body;
    this.#hashedBody = body;
    this.#hashed = hashOf(typeof prompt === "string" ? prompt : "", hashOf(key, 0));
    return this.#hashed;
  }

  /** Twice as many chains. */
  #lengthen(): void {
    this.#byId = new Int32Array(2 * this.#byId.length);
    this.#byBody = new Int32Array(this.#byId.length);
    for (let number = 1; number <= this.#begun; number++) {
      const place = placeOf(number);
      chain(this.#byId, this.#olderById, this.#idHashes[place] ?? 0, number, place);
      if (this.#submittedBy[place] === 0) continue;
      chain(this.#byBody, this.#olderByBody, this.#bodyHashes[place] ?? 0, number, place);
    }
  }
}

/** Puts a task in front of a chain. */
function chain(newest: Int32Array, older: number[], hash: number, number: number, place: number): void {
  const at = hash & (newest.length - 1);
  older[place] = newest[at] ?? 0;
  newest[at] = number;
}

function placeOf(number: number): number {
  return (number - 1) % MOST_TASKS;
}

/** Some 30 bits of a text: of a long one the end, and characters spread over the rest. */
function hashOf(text: string, start: number): number {
  const { length } = text;
  let hash = start ^ length;
  const end = Math.max(0, length - TELLING / 2);
  const step = Math.max(1, Math.ceil(end / (TELLING / 2)));
  for (let index = 0; index < end; index += step) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  for (let index = end; index < length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash ^ (hash >>> 15)) & 0x3fffffff;
}
