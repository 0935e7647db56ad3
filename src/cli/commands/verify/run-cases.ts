import { isNoAnswer } from "../../../adapters/live/no-answer.js";
import { describeOutcome, judgeAnswer } from "../../../verify/judge-answer.js";
import { disagrees, type Judgement, skips } from "../../../verify/judgement.js";
import { lifecycleAspects } from "../../../verify/lifecycle-aspect.js";
import type { ExchangeCase, LifecycleCase, VerifyCase } from "../../../verify/verify-case.js";
import { groupBy } from "../../reports/group-by.js";
import { CaseSender, type SenderOptions } from "./case-sender.js";
import { observeTask, type Watch } from "./observe-task.js";

/** Requests under way at a time; a service that charges is asked one by one, so that the first surprise is the last. */
const PARALLEL = 8;
/** So many requests in a row without an answer, and no more are sent. */
const MOST_SILENCE = 5;

export interface RunOptions extends SenderOptions, Omit<Watch, "sender"> {
  /** The service may charge: only cases are sent that a conforming service refuses first. */
  readonly isLive: boolean;
  /** Called when a case has its result. */
  readonly onResult: () => void;
}

export interface CaseResult {
  readonly tested: VerifyCase;
  readonly judgement: Judgement;
  /** Real seconds; 0 for a case that was not sent, and for each question about one task those of the task. */
  readonly seconds: number;
}

/** The answer that the contract promises for a case, in words. */
export function expectationOf(tested: VerifyCase): string {
  return tested.kind === "exchange"
    ? tested.expects.map(describeOutcome).join(" or ")
    : lifecycleAspects[tested.aspect].expected;
}

/**
 * Runs the cases against a service.
 *
 * @returns a result for each case, in their order
 */
export async function runCases(
  cases: readonly VerifyCase[],
  options: RunOptions,
): Promise<readonly CaseResult[]> {
  return new CaseRun(cases, options).run();
}

class CaseRun {
  readonly #sender: CaseSender;
  readonly #results = new Map<VerifyCase, CaseResult>();
  /** Why nothing more is sent. */
  #halted: string | undefined;
  #silence = 0;

  constructor(
    private readonly cases: readonly VerifyCase[],
    private readonly options: RunOptions,
  ) {
    this.#sender = new CaseSender(options);
  }

  async run(): Promise<readonly CaseResult[]> {
    const asked = this.cases.filter((tested) => {
      const mayAsk = !this.options.isLive || !tested.charges;
      if (!mayAsk) this.#skip(tested, "a conforming service may accept it and charge for it");
      return mayAsk;
    });
    const exchanges = asked.filter((tested) => tested.kind === "exchange");
    const questions = asked.filter((tested) => tested.kind === "lifecycle");
    const lives = groupBy(questions, ({ model }) => model);
    const next = exchanges.values();
    const workers = Array.from({ length: this.options.isLive ? 1 : PARALLEL }, async () => {
      for (const tested of next) await this.#exchange(tested);
    });
    await Promise.all([...workers, ...[...lives].map(([model, ofModel]) => this.#follow(model, ofModel))]);
    return this.cases.flatMap((tested) => this.#results.get(tested) ?? []);
  }

  async #exchange(tested: ExchangeCase): Promise<void> {
    if (this.#halted !== undefined) {
      this.#skip(tested, this.#halted);
      return;
    }
    const began = this.options.now();
    const answer = await this.#sender.send(tested.request);
    const seconds = (this.options.now() - began) / 1000;
    if (isNoAnswer(answer)) {
      this.#keep({ tested, judgement: disagrees(`no answer: ${answer.why}`), seconds });
      this.#missAnswer(tested);
      return;
    }
    this.#silence = 0;
    this.#keep({ tested, judgement: judgeAnswer(tested.expects, answer), seconds });
    const isAccepted = answer.status >= 200 && answer.status < 300;
    if (this.options.isLive && isAccepted && tested.request.method !== "GET") {
      this.#halted = `the service accepted "${tested.name}" with ${answer.status} and may have charged for it: nothing more was sent`;
    }
  }

  #missAnswer(tested: ExchangeCase): void {
    if (this.options.isLive && tested.request.method !== "GET") {
      this.#halted ??= `"${tested.name}" was not answered, and may have been accepted: nothing more was sent`;
    }
    if (++this.#silence >= MOST_SILENCE) {
      this.#halted ??= `${MOST_SILENCE} requests in a row got no answer: nothing more was sent`;
    }
  }

  async #follow(model: string, questions: readonly LifecycleCase[]): Promise<void> {
    const began = this.options.now();
    const seen = await observeTask(model, { ...this.options, sender: this.#sender });
    const seconds = (this.options.now() - began) / 1000;
    for (const tested of questions) {
      const judgement = isNoAnswer(seen)
        ? disagrees(`no answer: ${seen.why}`)
        : lifecycleAspects[tested.aspect].judge(seen);
      this.#keep({ tested, judgement, seconds });
    }
  }

  #keep(result: CaseResult): void {
    this.#results.set(result.tested, result);
    this.options.onResult();
  }

  #skip(tested: VerifyCase, why: string): void {
    this.#keep({ tested, judgement: skips(why), seconds: 0 });
  }
}
