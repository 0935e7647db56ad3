import type { Billing, TaskRecord } from "../simulation/task.js";

type ResultSpec = TaskRecord["result"];

/**
 * Gives out one object for terms that are alike: of the many tasks that are kept, most in a row have the same. What it
 * gives out is never changed.
 */
export class SharedTerms {
  #result: ResultSpec | undefined;
  #billing: Billing | undefined;
  #linkBase: string | undefined;

  result(width: number, height: number, seconds: number): ResultSpec {
    const last = this.#result;
    if (last?.width === width && last.height === height && last.seconds === seconds) return last;
    this.#result = { width, height, seconds };
    return this.#result;
  }

  billing(rule: Billing["rule"], reserved: number, cost: number, userGroup: string): Billing {
    const last = this.#billing;
    if (
      last?.rule === rule &&
      last.reserved === reserved &&
      last.cost === cost &&
      last.userGroup === userGroup
    )
      return last;
    this.#billing = { rule, reserved, cost, userGroup };
    return this.#billing;
  }

  linkBase(base: string): string {
    if (this.#linkBase !== base) this.#linkBase = base;
    return this.#linkBase;
  }
}
