import type { Body } from "../../contract/rules/define-rule.js";
import type { JournalEntry, RequestEvent } from "../../ports/journal.js";
import { OldestKeys } from "../../ports/oldest-keys.js";
import { recordedText } from "../../simulation/recordings/recorded-text.js";
import { type RecordedScenario, refusalScenario, taskScenario } from "./recorded-scenario.js";
import { type RecordingSources, TaskRecording } from "./task-recording.js";

/** One submit that is recorded, and a way to write it down as it stands. */
export interface RecordedSubmit {
  readonly model: string | undefined;
  readonly prompt: string | undefined;
  /** Id of the task that the submit made. */
  readonly task?: string;
  /** What is known of it by now; each call reads it anew. */
  scenario(): RecordedScenario;
}

/** Told of a submit when it is to be written, and again when more is known of it. */
export type OnRecorded = (submit: RecordedSubmit) => void;

/** Tasks that are followed after their end, for the polls and callbacks that come then; the oldest make room. */
const MOST_ENDED = 1000;

/** A task whose events are followed. */
interface Followed {
  readonly seen: TaskRecording;
  submit: RecordedSubmit | undefined;
}

/**
 * Follows the journal of a mock and tells what is to be recorded: submits that made no task, and tasks when they are
 * submitted, when they end, and with every event after that.
 */
export class RecordingWatch {
  readonly #followed = new Map<string, Followed>();
  readonly #ended = new Set<string>();
  readonly #oldestEnded = new OldestKeys(this.#ended);

  constructor(
    private readonly sources: RecordingSources,
    private readonly onRecorded: OnRecorded,
  ) {}

  /** Tells once more of the tasks that have not ended, and follows none from now on. */
  end(): void {
    for (const { seen, submit } of this.#followed.values()) {
      if (seen.end === undefined && submit !== undefined) this.onRecorded(submit);
    }
    this.#followed.clear();
    this.#ended.clear();
    this.#oldestEnded.restart();
  }

  observe(entry: JournalEntry, body: Body | undefined): void {
    switch (entry.kind) {
      case "request":
        this.#observeRequest(entry, body);
        return;
      case "task":
        this.#change(this.#follow(entry.task, entry.at), (seen) => seen.addStep(entry));
        return;
      case "settle":
      case "refund":
        this.#change(this.#followed.get(entry.task), (seen) => seen.addSettlement(entry));
        return;
      case "callback":
        this.#change(this.#followed.get(entry.task), (seen) => seen.addAttempt(entry));
        return;
      case "reset":
        if (entry.scope === "all" || entry.scope === "tasks") this.end();
        return;
      case "clock":
      case "habit":
        return;
    }
  }

  #observeRequest(event: RequestEvent, body: Body | undefined): void {
    const { route, task, seen, status } = event;
    if (route === "submit") {
      // The answer of an earlier submit, whose task is followed already.
      if (event.replayed === true) return;
      if (task === undefined || !wasAccepted(event)) this.onRecorded(refusalOf(event, body));
      else this.#start(event, task, body);
    } else if (route === "query" && task !== undefined) {
      // Another client's question shows nothing of the task.
      if (status !== 403) this.#change(this.#followed.get(task), (one) => one.addPoll(event));
    } else {
      for (const one of seen ?? [])
        this.#change(this.#followed.get(one.task), (kept) => kept.addPoll(event, one.status, undefined));
    }
  }

  #start(event: RequestEvent, task: string, body: Body | undefined): void {
    const followed = this.#follow(task, event.at);
    const { seen } = followed;
    seen.submit = event;
    followed.submit = {
      ...namesOf(event, body),
      task,
      scenario: () => taskScenario(seen, event, body),
    };
    this.onRecorded(followed.submit);
  }

  #follow(task: string, at: number): Followed {
    const known = this.#followed.get(task);
    if (known !== undefined) return known;
    const followed = { seen: new TaskRecording(task, at, this.sources), submit: undefined };
    this.#followed.set(task, followed);
    return followed;
  }

  #change(followed: Followed | undefined, change: (seen: TaskRecording) => void): void {
    if (followed === undefined) return;
    const { seen, submit } = followed;
    change(seen);
    if (seen.end === undefined) return;
    this.#makeRoomFor(seen.task);
    if (submit !== undefined) this.onRecorded(submit);
  }

  #makeRoomFor(ended: string): void {
    if (this.#ended.has(ended)) return;
    if (this.#ended.size >= MOST_ENDED) {
      const oldest = this.#oldestEnded.next() ?? "";
      this.#ended.delete(oldest);
      this.#followed.delete(oldest);
    }
    this.#ended.add(ended);
  }
}

/** Whether a submit made a task; of one whose answer was lost on its way only its credits tell. */
function wasAccepted({ status, reserved }: RequestEvent): boolean {
  return status === 200 || reserved !== undefined;
}

function refusalOf(event: RequestEvent, body: Body | undefined): RecordedSubmit {
  return { ...namesOf(event, body), scenario: () => refusalScenario(event, body) };
}

function namesOf({ model }: RequestEvent, body: Body | undefined): Pick<RecordedSubmit, "model" | "prompt"> {
  const { model: sent, prompt } = (body ?? {}) as Readonly<Record<string, unknown>>;
  const named = model ?? sent;
  return {
    model: typeof named === "string" ? recordedText(named) : undefined,
    prompt: typeof prompt === "string" ? recordedText(prompt) : undefined,
  };
}
