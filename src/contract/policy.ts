import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { cutText, longest } from "../text/cut-text.js";
import { isJsonObject } from "../text/is-json-object.js";
import type { OrCustom } from "./custom-names.js";
import type { WanRequest } from "./generated/api-types.js";

/** A `quality` that a model takes, or one that `CustomNames` adds. */
export type Quality = OrCustom<NonNullable<WanRequest["quality"]>, "qualities">;

/** Policy rules of whoever runs the mock, after the guide's budget guardrails. An absent member is no rule. */
export interface Policy {
  /** Longest result in seconds. */
  readonly longestDuration?: number;
  /** The only values of `quality`. */
  readonly allowedQualities?: readonly Quality[];
  /** Most credits that the tasks of an API key cost which it submits between two midnights UTC. */
  readonly dailyCredits?: number;
}

/** Changes to a policy; `null` lifts a rule. */
export type PolicyChange = { readonly [Name in keyof Policy]?: Policy[Name] | null };

/** Credits of an API key on the virtual day. */
export interface Spending {
  /** Cost of the tasks of the day so far. */
  readonly spentToday: number;
  /** Credits that this request would reserve. */
  readonly cost: number;
  /** Both together. */
  readonly total: number;
}

const MOST_CREDITS = 1e9;

const members: Readonly<Record<keyof Policy, { accepts: (value: unknown) => boolean; wants: string }>> = {
  longestDuration: {
    accepts: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
    wants: "a whole number of seconds from 1, such as 10",
  },
  allowedQualities: {
    accepts: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every((item) => typeof item === "string" && item !== ""),
    wants: "a list of qualities, such as 720p",
  },
  dailyCredits: {
    accepts: (value) => typeof value === "number" && value >= 0 && value <= MOST_CREDITS,
    wants: `credits from 0 to ${MOST_CREDITS}, such as 500`,
  },
};

/** The policy rules that there are. */
export const policyNames: readonly (keyof Policy)[] = Object.keys(members) as (keyof Policy)[];

/**
 * Reads a policy, or a change of one.
 *
 * @param value - members as `spelling` has them: `longestDuration` in files, `longest_duration` on the control side
 * @param known.place - what the sentences call it, such as `policy`
 * @param known.qualities - every quality that a model takes; empty when that is not known
 * @throws {KitError} `INVALID_OPTION`, with the member and what it must be
 */
export function readPolicy(
  value: unknown,
  known: { place: string; qualities?: readonly string[]; spelling?: (name: keyof Policy) => string },
): PolicyChange {
  const { place, qualities = [], spelling = (name: string) => name } = known;
  const fail = (sentence: string) => invalidOption(`${place}${sentence}`);
  if (!isJsonObject(value)) {
    throw fail(
      ` must be an object such as {"${spelling("longestDuration")}": 10}, got ${quoteForMessage(value)}`,
    );
  }
  const change: Partial<Record<keyof Policy, unknown>> = {};
  for (const [spelt, item] of Object.entries(value)) {
    const name = policyNames.find((candidate) => spelling(candidate) === spelt);
    if (name === undefined) {
      throw fail(
        `.${cutText(spelt, longest.name)} is no house rule: known are ${policyNames.map(spelling).join(", ")}`,
      );
    }
    if (item === undefined) continue;
    if (item !== null && !members[name].accepts(item)) {
      throw fail(`.${spelt} must be ${members[name].wants}, got ${quoteForMessage(item)}`);
    }
    change[name] = item;
  }
  const read = change as PolicyChange;
  const strange = read.allowedQualities?.find((item) => qualities.length > 0 && !qualities.includes(item));
  if (strange !== undefined) {
    throw fail(
      `.${spelling("allowedQualities")} names ${quoteForMessage(strange)}: known are ${qualities.join(", ")}`,
    );
  }
  return read;
}

/** A policy after a change: what it names is set, or lifted by `null`; the rest stays. */
export function changedPolicy(before: Policy, change: PolicyChange): Policy {
  const all = Object.entries({ ...before, ...change }).filter(([, value]) => value != null);
  return Object.fromEntries(all);
}
