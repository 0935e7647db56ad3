import { OldestKeys } from "../../ports/oldest-keys.js";
import { bytesOfText } from "../../text/bytes-of.js";
import type { ComparableBody } from "./comparable-body.js";
import { isAnswerLost, type RequestEntry } from "./entries.js";

/** Submits that are kept; of more the newest. */
const MOST_SUBMITS = 10_000;

/** Submits of one prompt that are kept: a load test may send no other. */
const MOST_OF_PROMPT = 256;

/** Bytes of the bodies kept, about; of more the newest. */
const MOST_BYTES = 32_000_000;

/** An accepted submit. */
export interface AcceptedSubmit {
  /** Id of its task. */
  readonly id: string;
  readonly key: string | undefined;
  readonly idempotencyKey: string | undefined;
  /** Number of its entry. */
  readonly submittedBy: number;
  readonly answerLost: boolean;
  readonly body: ComparableBody;
}

/** The newest 10,000 accepted submits, to tell whether another asks for the same. */
export class RecentSubmits {
  /** By prompt, as bodies that are equal have equal ones; of each prompt the oldest first. */
  readonly #byPrompt = new Map<string, AcceptedSubmit[]>();
  readonly #oldest = new OldestKeys(this.#byPrompt);
  #kept = 0;
  #bytes = 0;

  /** @param isUnfinished - whether there is a task of that id, and it has not ended */
  constructor(private readonly isUnfinished: (task: string) => boolean) {}

  /** How many submits are kept, and about how many bytes their bodies take. */
  get bounds() {
    return { most: MOST_SUBMITS, kept: this.#kept, mostBytes: MOST_BYTES, bytes: this.#bytes };
  }

  /** Takes a submit that made a task. */
  add(entry: RequestEntry, body: ComparableBody): void {
    const { task: id, key, idempotencyKey, sequence: submittedBy } = entry;
    if (id === undefined) return;
    const submit = { id, key, idempotencyKey, submittedBy, answerLost: isAnswerLost(entry), body };
    const alike = this.#byPrompt.get(body.prompt);
    if (alike === undefined) this.#byPrompt.set(body.prompt, [submit]);
    else if (alike.push(submit) > MOST_OF_PROMPT) this.#forget(alike.shift());
    this.#kept++;
    this.#bytes += bytesOfText(body.text);
    while (this.#kept > MOST_SUBMITS || (this.#bytes > MOST_BYTES && this.#kept > 1)) this.#makeRoom();
  }

  /** The newest submit of an unfinished task under the same key with the same body. */
  twinOf(
    { key, task }: Pick<RequestEntry, "key" | "task">,
    body: ComparableBody,
  ): AcceptedSubmit | undefined {
    const alike = this.#byPrompt.get(body.prompt) ?? [];
    for (let place = alike.length - 1; place >= 0; place--) {
      const one = alike[place] as AcceptedSubmit;
      // A task that has ended is nobody's twin any more.
      if (!this.isUnfinished(one.id)) this.#forget(...alike.splice(place, 1));
      else if (one.key === key && one.id !== task && one.body.equals(body)) return one;
    }
    return undefined;
  }

  /** Forgets all submits. */
  clear(): void {
    this.#byPrompt.clear();
    this.#oldest.restart();
    this.#kept = 0;
    this.#bytes = 0;
  }

  #makeRoom(): void {
    const prompt = this.#oldest.next() ?? "";
    this.#byPrompt.get(prompt)?.forEach((submit) => this.#forget(submit));
    this.#byPrompt.delete(prompt);
  }

  #forget(submit?: AcceptedSubmit): void {
    if (submit === undefined) return;
    this.#kept--;
    this.#bytes -= bytesOfText(submit.body.text);
  }
}
