import type { Finding } from "../contract/finding.js";
import type { Account } from "../ports/accounts.js";
import type { AccountState } from "../simulation/account-state.js";
import type { ScenarioCall } from "../simulation/scenarios/scenario.js";
import type { CallScenario } from "../simulation/task.js";

/** A call that may be forced. */
export interface ForcibleCall {
  readonly account: Account | undefined;
  /** The API key; looked at, not kept. */
  readonly key?: string | undefined;
  /** `X-Wan-Mock-Scenario` */
  readonly header: string | undefined;
  readonly model?: string | undefined;
  readonly prompt?: string | undefined;
  /** The body as sent; empty when it could not be read. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** Scenario of the task in question, from its submit. */
  readonly ofTask?: CallScenario | undefined;
}

/** The scenarios of a call. */
export interface Forced {
  readonly calls: readonly ScenarioCall[];
  /** Texts that look like a scenario and are none. */
  readonly warnings: readonly Finding[];
  /** Counted by the task's own record. */
  readonly isOfTask?: true;
  /** Gives back what neither answered nor became part of a task, but for one that did. */
  release(except?: ScenarioCall): void;
}

/** The scenarios of a call about the account itself. */
export interface ForcedAccount {
  readonly forced: Forced;
  /** State that the key stands for, where the call is answered all the same. */
  readonly state?: Exclude<AccountState, "refused">;
  /** The scenario behind the state, as the key has it. */
  readonly text?: string;
}

/** A header that names no scenario. */
export interface Unforceable {
  readonly unknown: Finding;
}

/** No scenario hits the call. */
export const nothing: Forced = { calls: [], warnings: [], release: () => undefined };

/** Scenarios that hit a call; `giveBack` undoes the count of their uses. */
export function forcing(calls: readonly ScenarioCall[], giveBack: () => void = () => undefined): Forced {
  return {
    calls,
    warnings: [],
    release: (except) => {
      if (except === undefined || !calls.includes(except)) giveBack();
    },
  };
}

/** Several as one, with warnings of texts that name none. */
export function joined(chosen: readonly Forced[], warnings: readonly Finding[]): Forced {
  if (chosen.length === 0 && warnings.length === 0) return nothing;
  return {
    calls: chosen.flatMap(({ calls }) => calls),
    warnings,
    release: (except) => {
      for (const one of chosen) one.release(except);
    },
  };
}
