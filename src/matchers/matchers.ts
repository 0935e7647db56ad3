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
 * The matchers as methods of an assertion.
 *
 * Those about a request take a body, its JSON text (both judged by the bundled contract), what `validateRequest`
 * returned, a request of the journal, or an answer of the mock with its headers.
 */
export interface WanMockMatchers<R = void> {
  /** The service accepts the request; for an answer: its status is a success. */
  toBeAccepted(): R;
  /**
   * The request has a finding of this rule, an error or a warning.
   *
   * @param rule - id as `wan-mock rules` lists it, or `schema/KEYWORD`
   * @throws {KitError} `UNKNOWN_RULE`, with the closest name
   */
  toBreakRule(rule: FindingName): R;
  /** The request has no finding, neither error nor warning; for a mock: no request of its journal has one. */
  toHaveNoFindings(): R;
  /**
   * The mock received a submit, whatever it answered.
   *
   * @param part - members of the body, compared as by `toMatchObject`; default: any body
   * @param times - how often, as a number or `{ times }`; at least once by default
   */
  toHaveSubmitted(part?: BodyPart, times?: number | Times): R;
  /**
   * The receiver (`await mock.receiver()`) received a callback, whatever it answered.
   *
   * @param what - id of the task, or members of the body; default: any callback
   * @param times - in how many attempts, as a number or `{ times }`; at least one by default
   */
  toHaveReceivedCallback(what?: string | object, times?: number | Times): R;
  /**
   * Completed tasks have cost this much, in the whole mock or in one account.
   *
   * @param expected - `credits` or `usd`, compared to six decimals
   */
  toHaveSpent(expected: ExpectedSpending): R;
  /**
   * The clients of the mock have shown no habit that costs money or patience in production, judged as if they had
   * finished.
   *
   * @param options.except - ids of habits to tolerate
   * @throws {KitError} `INVALID_OPTION` for an unknown habit, with the closest names
   */
  toHaveGoodHabits(options?: ExceptHabits): R;
}
