import type { Source } from "../../contract/finding.js";
import type { Instant } from "../../simulation/instant.js";
import type { ClientHistory } from "./client-history.js";
import type { CallbackEntry, RequestEntry } from "./entries.js";
import type { TaskHistory } from "./task-history.js";
import type { Tally } from "./wording.js";

/** Static description of a habit. */
export interface HabitMeta {
  /** The behaviour of the client, in our own words. */
  readonly summary: string;
  /** Why that costs money, time or results. */
  readonly cost: string;
  /** The advice, with the documents' figures. */
  readonly advice: string;
  /** Calls in which it shows, in a sentence. */
  readonly example: string;
  /** `error` where money or correctness is lost, `warn` where it is a bad manner. */
  readonly severity: "error" | "warn";
  /** Where the documents speak of it. */
  readonly source: Source;
}

/** When a habit showed, and what it is about. */
export interface Occasion {
  /** Virtual time of the latest event that it rests on. */
  readonly at: Instant;
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  readonly task?: string | undefined;
}

/** A habit that showed. Its occasion is that of the entry which showed it, but for what is given here. */
export interface Sighting extends Partial<Occasion> {
  /** Subject of the finding: sightings of one habit and subject make one finding. */
  readonly subject: string;
  /**
   * One sentence with the figures that were seen and the advice. A function where it is seen often and told
   * once; it is given how often each `counted` was seen with this subject.
   */
  readonly message: string | ((seen: Tally) => string);
  /** Distinguishes sightings of one subject, such as the status of the answer. */
  readonly counted?: string;
  /** Numbers of journal entries. */
  readonly evidence: readonly number[];
  /** Where it is worse than the habit is as a rule, or less bad. */
  readonly severity?: "error" | "warn";
}

/** The moments at which a habit can show; each looks at a little state and costs next to nothing. */
export interface Moments {
  /** A submit of a client, before the client's history has it. */
  readonly submit: (entry: RequestEntry, client: ClientHistory) => Sighting | undefined;
  /** A query of a client, before the client's history has it; the task's history, if there is one, has it. */
  readonly query: (
    entry: RequestEntry,
    client: ClientHistory,
    task: TaskHistory | undefined,
  ) => Sighting | undefined;
  /** A call that was answered with 401, of whatever operation; the client's history has it. */
  readonly unauthorized: (entry: RequestEntry, client: ClientHistory) => Sighting | undefined;
  /** A download of a result, by whoever had the link. */
  readonly download: (entry: RequestEntry, task: TaskHistory) => Sighting | undefined;
  /** An attempt of a callback. */
  readonly callback: (entry: CallbackEntry) => Sighting | undefined;
  /** Nothing more is to come: what a client never did. */
  readonly done: (task: TaskHistory) => (Sighting & Occasion) | undefined;
}

/** One habit: what it is, and the moments at which it shows. */
export interface Habit extends Partial<Moments> {
  /** Kebab-case; the name of its file. */
  readonly id: string;
  readonly meta: HabitMeta;
}

/** A habit as the catalogue shows it. */
export function habitEntry({ id, meta: { summary, severity, cost, advice, source } }: Habit): object {
  return { id, summary, severity, cost, advice, source };
}

/** The members of a sighting that say which task it is about. */
export function aboutTask({ id, key, model }: TaskHistory) {
  return { subject: id, key, model, task: id };
}
