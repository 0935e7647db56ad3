import { type Finding, refuses } from "../../contract/finding.js";
import type { CallbackEvent, RequestEvent, SettlementEvent, TaskEvent } from "../../ports/journal.js";
import { durationText } from "../../simulation/duration.js";
import type { Instant } from "../../simulation/instant.js";
import { type MicroCredits, toCredits } from "../../simulation/pricing.js";
import type { RecordedAttempt, RecordedEnd, RecordedPoll } from "../../simulation/recordings/recording.js";
import type { ShownTask } from "../../simulation/task-object.js";

/** Polls, states, and attempts to call back, that are listed of one task: a file has room for 20,000 keys and values. */
const MOST_LISTED = 500;

/** A state that a poll showed. */
export interface SeenState {
  /** Milliseconds after the submit. */
  readonly after: number;
  readonly status: "pending" | "processing";
  /** Whole percent; `undefined` where the answer did not say it. */
  readonly progress: number | undefined;
}

/** The end of a task. */
export interface SeenEnd {
  /** Milliseconds after the submit. */
  readonly after: number;
  /** Status by the event that told of it. */
  readonly told: string;
  readonly recorded: RecordedEnd;
}

/** What is asked of the world around a recording. */
export interface RecordingSources {
  /** A task as the service shows it now, or last showed it; `undefined` where nothing is known of it. */
  readonly taskOf: (id: string) => ShownTask | undefined;
  /** A short hash of a text, as recordings have it. */
  readonly hash: (text: string) => string;
}

/** The error of a task, as an event tells it. */
interface ToldError {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly type?: string | undefined;
}

/** Everything that was seen of one task, from the events of a journal. */
export class TaskRecording {
  /** The submit, once it was answered: a task may end before that. */
  submit: RequestEvent | undefined;
  readonly states: SeenState[] = [];
  readonly polls: RecordedPoll[] = [];
  readonly callbacks: RecordedAttempt[] = [];
  morePolls = 0;
  end: SeenEnd | undefined;
  charged: MicroCredits | undefined;
  readonly #remarks = new Set<string>();

  constructor(
    readonly task: string,
    readonly createdAt: Instant,
    private readonly sources: RecordingSources,
  ) {}

  /** What the answers and the contract disagree about, as sentences. */
  get disagreements(): readonly string[] {
    const { submit } = this;
    return [...(submit === undefined ? [] : submitDisagreements(submit)), ...this.#remarks];
  }

  /** The credits that the submit reserved, where they are known. */
  get reserved(): number | undefined {
    const reserved = this.submit?.reserved;
    return reserved === undefined ? undefined : toCredits(reserved);
  }

  addPoll(event: RequestEvent, shown = event.shown, progress = event.progress): void {
    const after = this.#after(event.at);
    if (shown === undefined) {
      const code = event.code === undefined ? {} : { code: event.code };
      this.#list({ at: durationText(after), answer: event.status, ...code });
      return;
    }
    this.#list({
      at: durationText(after),
      status: shown,
      ...(progress === undefined ? {} : { progress }),
    });
    if (shown === "pending" || shown === "processing") this.#addState({ after, status: shown, progress });
    else this.#addEnd(after, shown, event);
  }

  addStep(event: TaskEvent): void {
    if (event.step !== "ended") return;
    this.#addEnd(this.#after(event.at), event.status, event);
  }

  addSettlement({ kind, amount }: SettlementEvent): void {
    this.charged = kind === "settle" ? amount : 0;
  }

  addAttempt({ at, attempt, state, status, error }: CallbackEvent): void {
    if (this.callbacks.length >= MOST_LISTED) return;
    this.callbacks.push({
      at: durationText(this.#after(at)),
      attempt,
      state,
      ...(status === undefined ? {} : { status }),
      ...(error === undefined ? {} : { error }),
    });
  }

  #after(at: Instant): number {
    return Math.max(0, at - this.createdAt);
  }

  #list(poll: RecordedPoll): void {
    if (this.polls.length < MOST_LISTED) this.polls.push(poll);
    else this.morePolls++;
  }

  #addState(state: SeenState): void {
    const before = this.states.at(-1);
    if (this.end !== undefined) this.#remark(`the task was ${state.status} again after it had ended`);
    if (before?.status === "processing" && state.status === "pending")
      this.#remark("the status went back from processing to pending");
    if ((state.progress ?? 0) < (before?.progress ?? 0))
      this.#remark(`progress fell from ${before?.progress} to ${state.progress}`);
    const isSame = before?.status === state.status && before.progress === state.progress;
    if (!isSame && this.states.length < MOST_LISTED) this.states.push(state);
  }

  /**
   * The first end counts; where it came without result and error, as lists show it, a later answer adds them.
   *
   * @param told - the error of a task of which no more is known
   */
  #addEnd(after: number, status: string, told: ToldError): void {
    if (this.end !== undefined && (this.end.told !== status || hasOutcome(this.end.recorded))) return;
    const at = this.end?.after ?? after;
    const shown = this.sources.taskOf(this.task);
    this.end = {
      after: at,
      told: status,
      recorded: {
        at: durationText(at),
        status: shown !== undefined && isTerminal(shown.status) ? shown.status : status,
        ...(shown === undefined ? {} : this.#resultOf(shown)),
        ...errorOf(shown?.error ?? told),
      },
    };
  }

  #resultOf({ status, results }: ShownTask): Pick<RecordedEnd, "result" | "without_results"> {
    const [link] = results ?? [];
    if (link !== undefined) return { result: this.sources.hash(link) };
    return status === "completed" ? { without_results: true } : {};
  }

  #remark(sentence: string): void {
    if (this.#remarks.size < MOST_REMARKS) this.#remarks.add(sentence);
  }
}

/** Sentences about the polls of one task. */
const MOST_REMARKS = 20;

function hasOutcome({ result, without_results, error }: RecordedEnd): boolean {
  return result !== undefined || without_results === true || error !== undefined;
}

/** The error of a task, where it has a code. */
function errorOf({ code, message, type }: ToldError): Pick<RecordedEnd, "error"> {
  if (code === undefined) return {};
  const text = message === undefined ? {} : { message };
  return { error: { code, ...text, ...(type === undefined ? {} : { type }) } };
}

function isTerminal(status: string): boolean {
  return status !== "pending" && status !== "processing";
}

/** Where the answer to a submit and the contract disagree; one that a scenario forced says nothing. */
export function submitDisagreements({ status, code, message, findings, scenario }: RequestEvent): string[] {
  if (status === 200) {
    return findings.filter(refuses).map((finding) => `accepted, although ${because(finding)}`);
  }
  const isOfBody = status === 400 && scenario === undefined;
  return isOfBody && !findings.some(refuses)
    ? [`refused with ${code ?? status}, although the contract allows it: ${message ?? "no message"}`]
    : [];
}

function because({ rule, message }: Finding): string {
  return `${rule} refuses it: ${message}`;
}
