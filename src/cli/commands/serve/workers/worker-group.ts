import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import { KitError } from "../../../../errors/kit-error.js";
import { clearTimeout, realElapsed, setTimeout } from "../../../../ports/real-timers.js";
import type { Sums } from "../run-summary.js";
import type { Order, Report } from "./messages.js";
import { SharedSentences } from "./shared-sentences.js";

/** A worker that ends at once is replaced no sooner than so many milliseconds after its start. */
const LEAST_LIFE_MS = 1000;

/** Real milliseconds that workers get to end; then they are killed. */
const END_PATIENCE_MS = 2700;

export interface WorkerGroupOptions {
  readonly count: number;
  readonly seed: number;
  readonly port: number;
  readonly onWarning: (sentence: string) => void;
  readonly onBug: (text: string) => void;
}

/** A worker, and what is known of it. */
interface Member {
  /** Counts from 1; a worker that replaces another has its number. */
  readonly number: number;
  readonly worker: Worker;
  readonly startedAt: number;
  readonly ended: Promise<unknown>;
  isListening: boolean;
  /** Why it could not start. */
  failure?: KitError;
}

/**
 * Processes that serve one port. One of them writes the log of all, since each learns what the others do; where it dies,
 * another goes on from the entry that was told last.
 */
export class WorkerGroup {
  readonly #members = new Map<number, Member>();
  readonly #sentences = new SharedSentences();
  readonly #replacements = new Set<NodeJS.Timeout>();
  #teller: Member | undefined;
  /** The last entry that was told; `undefined` before anybody listened. */
  #after: number | undefined;
  #sums: Sums | undefined;
  #hasBegun = false;
  #isEnding = false;
  #onAllListen: () => void = () => undefined;
  #onFailure: (error: unknown) => void = () => undefined;
  #onStopped: () => void = () => undefined;

  constructor(private readonly options: WorkerGroupOptions) {}

  /**
   * Starts all.
   *
   * @returns once all listen
   * @throws {KitError} what kept one from it
   */
  async start(): Promise<void> {
    // Totals hold sets, which JSON does not know.
    cluster.setupPrimary({ serialization: "advanced" });
    const listening = new Promise<void>((resolve, refuse) => {
      this.#onAllListen = resolve;
      this.#onFailure = refuse;
    });
    for (let number = 1; number <= this.options.count; number++) this.#fork(number);
    await listening;
  }

  /** Lets answers in flight be finished, has the sums told, and ends all. */
  async end(): Promise<void> {
    this.#isEnding = true;
    for (const replacement of this.#replacements) clearTimeout(replacement);
    const members = [...this.#members.values()];
    const teller = this.#teller;
    const stopped = new Promise<void>((resolve) => (this.#onStopped = resolve));
    for (const { worker, isListening } of members) {
      if (isListening) order(worker, { is: "close" });
      else worker.process.kill("SIGKILL");
    }
    const impatience = setTimeout(() => {
      for (const { worker } of members) worker.process.kill("SIGKILL");
    }, END_PATIENCE_MS);
    await Promise.all(members.filter((member) => member !== teller).map(({ ended }) => ended));
    if (teller !== undefined) {
      await Promise.race([stopped, teller.ended]);
      order(teller.worker, { is: "end" });
      await teller.ended;
    }
    clearTimeout(impatience);
  }

  #fork(number: number): void {
    const worker = cluster.fork();
    const ended = once(worker, "exit");
    const member: Member = { number, worker, ended, startedAt: realElapsed(), isListening: false };
    this.#members.set(number, member);
    worker.on("message", (report: Report) => this.#hear(member, report));
    worker.on("error", () => undefined);
    worker.once("exit", (code: number | null, signal: string | null) =>
      this.#ended(member, signal ?? `exit code ${code}`),
    );
  }

  #hear(member: Member, report: Report): void {
    const { onWarning, onBug, seed, port } = this.options;
    switch (report.is) {
      case "ready":
        order(member.worker, { is: "start", seed, port });
        return;
      case "listening":
        this.#listens(member, report.recorded);
        return;
      case "failed":
        member.failure = new KitError(report.code, report.sentence);
        return;
      case "told":
        this.#after = report.after;
        this.#sums = report.sums;
        return;
      case "warning":
        if (this.#sentences.isNew(report.sentence, member.worker.id)) onWarning(report.sentence);
        return;
      case "notice":
        if (this.#sentences.isNew(report.sentence, member.worker.id))
          this.#orderTeller({ is: "note", sentence: report.sentence });
        return;
      case "control":
        this.#orderTeller(report);
        return;
      case "bug":
        onBug(report.text);
        return;
      case "stopped":
        this.#onStopped();
        return;
    }
  }

  #listens(member: Member, recorded: number): void {
    member.isListening = true;
    this.#after ??= recorded;
    if (this.#isEnding) return;
    const members = [...this.#members.values()];
    this.#hasBegun ||= members.every(({ isListening }) => isListening);
    if (this.#hasBegun && this.#teller === undefined) this.#appoint(members);
  }

  /** Has one of those that listen write the log, the oldest of them. */
  #appoint(members: readonly Member[]): void {
    const [oldest] = members
      .filter(({ isListening }) => isListening)
      .sort((one, other) => one.startedAt - other.startedAt);
    if (oldest === undefined) return;
    const isFirst = this.#teller === undefined && this.#sums === undefined;
    this.#teller = oldest;
    order(oldest.worker, { is: "tell", isFirst, after: this.#after ?? 0, sums: this.#sums });
    this.#onAllListen();
  }

  #orderTeller(given: Order): void {
    if (this.#teller !== undefined) order(this.#teller.worker, given);
  }

  #ended(member: Member, how: string): void {
    if (this.#members.get(member.number) !== member) return;
    this.#members.delete(member.number);
    if (this.#isEnding) return;
    const { number, worker, failure } = member;
    const name = `worker ${number} (process ${worker.process.pid})`;
    if (!this.#hasBegun) {
      this.#onFailure(
        failure ?? new KitError("CANNOT_LISTEN", `${name} ended before it listened (${how}): see above`),
      );
      return;
    }
    const sentence =
      failure === undefined
        ? `${name} has ended (${how}): another takes its place`
        : `worker ${number} cannot be started, and is tried again every second: ${failure.message}`;
    if (failure === undefined || this.#sentences.isNew(sentence, worker.id)) this.options.onWarning(sentence);
    if (this.#teller === member) {
      this.#teller = undefined;
      this.#appoint([...this.#members.values()]);
    }
    this.#replace(member);
  }

  #replace({ number, startedAt }: Member): void {
    const wait = Math.max(0, startedAt + LEAST_LIFE_MS - realElapsed());
    const replacement = setTimeout(() => {
      this.#replacements.delete(replacement);
      this.#fork(number);
    }, wait);
    this.#replacements.add(replacement);
  }
}

function order(worker: Worker, given: Order): void {
  // One that is about to end hears nothing any more.
  if (worker.isConnected()) worker.send(given, () => undefined);
}
