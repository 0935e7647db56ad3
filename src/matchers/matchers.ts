import type { FindingName } from "../contract/rules/rule-list.js";
import { type ExceptHabits, toHaveGoodHabits } from "./habit-matchers.js";
import {
  type BodyPart,
  type ExpectedSpending,
  type Times,
  toHaveReceivedCallback,
  toHaveSpent,
  toHaveSubmitted,
} from "./mock-matchers.js";
import { toBeAccepted, toBreakRule, toHaveNoFindings } from "./request-matchers.js";

/**
 * The matchers, as `expect.extend` takes them. All are synchronous.
 *
 * @example
 * import { expect } from "@jest/globals";
 * import { matchers, type WanMockMatchers } from "wan-mock/matchers";
 * expect.extend(matchers);
 * declare module "expect" {
 *   interface Matchers<R> extends WanMockMatchers<R> {}
 * }
 */
export const matchers = {
  toBeAccepted,
  toBreakRule,
  toHaveNoFindings,
  toHaveSubmitted,
  toHaveReceivedCallback,
  toHaveSpent,
  toHaveGoodHabits,
};

/**
 * The matchers as an assertion has them.
 *
 * Those about a request take a body, its JSON text (both judged by the bundled contract), what `validateRequest`
 * returned, a request of the journal, or an answer of the mock with its headers.
 */
export interface WanMockMatchers<R = void> {
  /** The request is one that the service takes; an answer: its status is a success. */
  toBeAccepted(): R;
  /**
   * The rule has something to say of the request, be it a refusal or a warning.
   *
   * @param rule - id as `wan-mock rules` lists it, or `schema/KEYWORD`
   * @throws {KitError} `UNKNOWN_RULE`, with close names
   */
  toBreakRule(rule: FindingName): R;
  /** Neither refusals nor warnings; of a mock: in none of the requests of its journal. */
  toHaveNoFindings(): R;
  /**
   * The mock was sent a submit, whatever it answered.
   *
   * @param part - members of its body, as `toMatchObject` compares them; every submit fits when not given
   * @param times - how often, as a number or `{ times }`; at least once by default
   */
  toHaveSubmitted(part?: BodyPart, times?: number | Times): R;
  /**
   * The receiver (`await mock.receiver()`) got a callback, whatever it answered.
   *
   * @param what - id of the task, or members of the body; every callback fits when not given
   * @param times - in how many attempts, as a number or `{ times }`; at least one by default
   */
  toHaveReceivedCallback(what?: string | object, times?: number | Times): R;
  /**
   * Completed tasks have cost this much: those of the mock, or of one account.
   *
   * @param expected - `credits` or `usd`, compared to the sixth digit
   */
  toHaveSpent(expected: ExpectedSpending): R;
  /**
   * The clients of the mock have shown no habit that costs money or patience in production; what they never did is
   * judged as though they were done.
   *
   * @param options.except - ids of habits that are put up with
   * @throws {KitError} `INVALID_OPTION` for a habit that there is not, with close names
   */
  toHaveGoodHabits(options?: ExceptHabits): R;
}
