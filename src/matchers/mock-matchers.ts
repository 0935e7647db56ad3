import type { CallbackReceiver, ReceivedCallback } from "../adapters/kit/callback-receiver.js";
import type { MockAccount, Spent } from "../adapters/kit/mock-kit.js";
import type { ModelId } from "../contract/models/model-ids.js";
import type { Body } from "../contract/rules/define-rule.js";
import { vendorOperations } from "../contract/vendor-operations.js";
import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { plural } from "../text/plural.js";
import { isMock, isRecord, named, readMock } from "./judged-subject.js";
import { hasPart, type MatcherContext, type MatcherResult, resultOf } from "./matcher-context.js";

/** Expected number of occurrences. */
export interface Times {
  /** Exact count. Default: at least once. */
  readonly times?: number;
}

/** Members of a submitted body: values, right or wrong, or asymmetric matchers. */
export type BodyPart = {
  readonly [Name in keyof Body as string extends Name ? never : Name]?: unknown;
} & { readonly model?: ModelId | AsymmetricMatcher; readonly [parameter: string]: unknown };

interface AsymmetricMatcher {
  asymmetricMatch(value: unknown): boolean;
}

/** Expected spending: a number, or an asymmetric matcher. */
export interface ExpectedSpending {
  readonly credits?: unknown;
  readonly usd?: unknown;
}

export function toHaveSubmitted(
  this: MatcherContext,
  subject: unknown,
  part?: BodyPart,
  times: number | Times = {},
): MatcherResult {
  const mock = readMock(subject, "toHaveSubmitted");
  const { method, path } = vendorOperations.submit;
  return counted(this, {
    matcher: "toHaveSubmitted",
    noun: "submit",
    seen: mock.journal.requests({ method, path }),
    bodyOf: ({ body }) => body,
    describe: ({ status }) => `answered ${status}`,
    part,
    times,
  });
}

export function toHaveReceivedCallback(
  this: MatcherContext,
  subject: unknown,
  what?: string | object,
  times: number | Times = {},
): MatcherResult {
  const receiver = readReceiver(subject);
  return counted(this, {
    matcher: "toHaveReceivedCallback",
    noun: "callback",
    seen: receiver.received,
    standstill: receiver.standstill?.(),
    bodyOf: ({ body }: ReceivedCallback) => body,
    describe: ({ attempt }) => `attempt ${attempt}`,
    part: typeof what === "string" ? { id: what } : what,
    times,
  });
}

export function toHaveSpent(
  this: MatcherContext,
  subject: unknown,
  expected: ExpectedSpending,
): MatcherResult {
  const wanted = readSpending(expected);
  const spent = readSpent(subject);
  const amounts = wanted.map(
    ([unit, value]) => `${isAsymmetric(value) ? asymmetricName(value) : String(value)} ${words[unit]}`,
  );
  const was = `${rounded(spent.credits)} credits, ${rounded(spent.usd)} dollars${heldOf(subject)}`;
  // Of an asymmetric matcher nobody knows whether more would do.
  const isLess = wanted.every(([unit, value]) => typeof value !== "number" || spent[unit] < value);
  return resultOf(
    wanted.every(([unit, value]) => isAmount(this, spent[unit], value)),
    () => `expected anything but ${amounts.join(" and ")} to be spent`,
    () =>
      `expected ${amounts.join(" and ")} to be spent, but it was ${was}${isLess ? because(standstillOf(subject)) : ""}`,
  );
}

interface Counting<Seen> {
  readonly matcher: string;
  readonly noun: string;
  readonly seen: readonly Seen[];
  readonly bodyOf: (seen: Seen) => unknown;
  /** How a failure describes one. */
  readonly describe: (seen: Seen) => string;
  readonly part: object | undefined;
  readonly times: number | Times;
  /** What waits for a frozen clock and may be why there were too few. */
  readonly standstill?: string | undefined;
}

/** Whether something that fits was seen as often as expected. */
function counted<Seen>(context: MatcherContext, counting: Counting<Seen>): MatcherResult {
  const { noun, seen, bodyOf, part, matcher } = counting;
  const times = readTimes(counting.times, matcher);
  if (part !== undefined && !isRecord(part)) {
    throw invalidOption(`${matcher} takes members of the body, or nothing, got ${quoteForMessage(part)}`);
  }
  const fitting = part === undefined ? seen : seen.filter((one) => hasPart(context, bodyOf(one), part));
  const pass = times === undefined ? fitting.length > 0 : fitting.length === times;
  return {
    pass,
    message: () => {
      const often = times === undefined ? `a ${noun}` : plural(times, noun);
      const wanted = pass ? (times === undefined ? `no ${noun}` : `not ${often}`) : often;
      const like = part === undefined ? "" : ` with ${compact(part)}`;
      const seenOnes = fitting.length === 1 ? "was 1" : `were ${fitting.length}`;
      const instead = fitting.length > 0 ? seenOnes : closest(context, counting);
      const tooFew = !pass && fitting.length < (times ?? 1);
      return `expected ${wanted}${like}, but there ${instead}${tooFew ? because(counting.standstill) : ""}`;
    },
  };
}

/** The cause of a failure, where a frozen clock is one. */
function because(standstill: string | undefined): string {
  return standstill === undefined ? "" : `\n\n${standstill.replace(/^./, (first) => first.toUpperCase())}`;
}

/** On one line; asymmetric matchers by name and sample. */
function compact(part: unknown): string {
  return JSON.stringify(part, (_, value: unknown) => (isAsymmetric(value) ? asymmetricName(value) : value));
}

interface Asymmetric {
  readonly sample?: unknown;
  toString(): string;
}

function isAsymmetric(value: unknown): value is Asymmetric {
  return isRecord(value) && typeof value["asymmetricMatch"] === "function";
}

function asymmetricName(matcher: Asymmetric): string {
  const { sample } = matcher;
  return `${matcher.toString()}${sample === undefined ? "" : ` ${typeof sample === "function" ? sample.name : quoteForMessage(sample)}`}`;
}

/** The one that fits best, of equals the last, for the message when nothing fitted. */
function closest<Seen>(
  context: MatcherContext,
  { noun, seen, bodyOf, describe, part }: Counting<Seen>,
): string {
  const fitting = seen.map((one) => fittingMembers(context, bodyOf(one), part));
  const best = seen[fitting.lastIndexOf(Math.max(...fitting))];
  if (best === undefined) return `was no ${noun} at all`;
  const body = bodyOf(best);
  const diff = body === undefined ? undefined : context.utils.diff(part, beside(context, body, part));
  const which = seen.length === 1 ? `the only ${noun}` : `the nearest of ${seen.length}`;
  return `was none; ${which} (${describe(best)})${diff == null ? " had no JSON object as its body" : `:\n\n${diff}`}`;
}

function readTimes(given: number | Times | null, matcher: string): number | undefined {
  const members: object = isRecord(given) ? given : { times: given };
  const { times } = members as Times;
  const isNumber = times === undefined || (Number.isInteger(times) && times >= 0);
  if (isNumber && Object.keys(members).every((name) => name === "times")) return times;
  throw invalidOption(
    `${matcher} counts a whole number of times from 0, such as 2 or { times: 2 }, got ${isRecord(given) ? membersOf(given) : quoteForMessage(given)}`,
  );
}

/** `{ times: -1 }`, on one line. */
function membersOf(given: object): string {
  const members = Object.entries(given).map(([name, value]) => `${name}: ${quoteForMessage(value)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

/** @throws {KitError} `INVALID_OPTION` */
function readReceiver(subject: unknown): CallbackReceiver {
  if (isRecord(subject) && Array.isArray(subject["received"])) return subject as unknown as CallbackReceiver;
  const advice = isMock(subject)
    ? "; callbacks that go elsewhere stand in mock.callbacks.deliveries(task)"
    : "";
  throw invalidOption(
    `toHaveReceivedCallback takes a receiver: const receiver = await mock.receiver(), got ${named(subject)}${advice}`,
  );
}

const words = { credits: "credits", usd: "dollars" } as const;
type Unit = keyof typeof words;

/** @throws {KitError} `INVALID_OPTION` */
function readSpending(expected: unknown): [Unit, unknown][] {
  const given: Readonly<Record<string, unknown>> = isRecord(expected) ? expected : {};
  const isKnown = Object.keys(given).every((name) => Object.hasOwn(words, name));
  const wanted = (["credits", "usd"] as const)
    .map((unit): [Unit, unknown] => [unit, given[unit]])
    .filter(([, value]) => value !== undefined);
  const isAmountGiven = wanted.every(([, value]) => typeof value === "number" || isRecord(value));
  if (isKnown && isAmountGiven && wanted.length > 0) return wanted;
  throw invalidOption(
    `toHaveSpent takes { credits } or { usd } with a number, got ${isRecord(expected) ? membersOf(expected) : quoteForMessage(expected)}`,
  );
}

/** @throws {KitError} `INVALID_OPTION` */
function readSpent(subject: unknown): Spent {
  if (isMock(subject)) return subject.spent;
  if (isAccount(subject)) return { credits: subject.used, usd: subject.usedUsd };
  throw invalidOption(
    `toHaveSpent takes a mock or an account: expect(mock) or expect(mock.account(key)), got ${named(subject)}`,
  );
}

function isAccount(subject: unknown): subject is MockAccount {
  return isRecord(subject) && typeof subject["used"] === "number" && typeof subject["usedUsd"] === "number";
}

/** Credits of live tasks are not spent yet, which surprises once. */
function heldOf(subject: unknown): string {
  const held = isAccount(subject) ? subject.reserved : 0;
  return held === 0 ? "" : `; ${rounded(held)} more are held for tasks that have not ended`;
}

function standstillOf(subject: unknown): string | undefined {
  return isMock(subject) || isAccount(subject) ? subject.standstill?.() : undefined;
}

/** Amounts are shown, and so compared, to the sixth digit. */
function isAmount({ equals }: MatcherContext, amount: number, wanted: unknown): boolean {
  return typeof wanted === "number" ? Math.abs(amount - wanted) < 5e-7 : equals(amount, wanted);
}

function rounded(amount: number): number {
  return Number(amount.toFixed(6));
}

function fittingMembers(context: MatcherContext, value: unknown, part: unknown): number {
  if (!isRecord(value) || !isRecord(part)) return 0;
  return Object.keys(part).filter((key) => hasPart(context, value[key], part[key])).length;
}

/**
 * The part of a value that a diff shows beside the part that was asked for: the members that were named, and where one fits
 * the expectation itself, so that only what differs stands out.
 */
function beside(context: MatcherContext, value: unknown, part: unknown): unknown {
  if (hasPart(context, value, part)) return part;
  if (!isPlain(value) || !isPlain(part)) return value;
  const named = Object.keys(part).filter((key) => Object.hasOwn(value, key));
  if (named.length === 0) return value;
  return Object.fromEntries(named.map((key) => [key, beside(context, value[key], part[key])]));
}

/** Asymmetric matchers are instances of classes; bodies are not. */
function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return isRecord(value) && Object.getPrototypeOf(value) === Object.prototype;
}
