import { isRecord } from "./judged-subject.js";
import { hasPart, type MatcherContext } from "./matcher-context.js";

/** The value that fits a part best; of equals the last. */
export function nearest<Value>(
  context: MatcherContext,
  values: readonly Value[],
  part: unknown,
  bodyOf: (value: Value) => unknown,
): Value | undefined {
  let best: Value | undefined;
  let most = -1;
  for (const value of values) {
    const fitting = fittingMembers(context, bodyOf(value), part);
    if (fitting < most) continue;
    most = fitting;
    best = value;
  }
  return best;
}

function fittingMembers(context: MatcherContext, value: unknown, part: unknown): number {
  if (!isRecord(value) || !isRecord(part)) return 0;
  return Object.keys(part).filter((key) => hasPart(context, value[key], part[key])).length;
}

/**
 * The part of a value that a diff shows beside the part that was asked for: the members that were named, and where one fits
 * the expectation itself, so that only what differs stands out.
 */
export function beside(context: MatcherContext, value: unknown, part: unknown): unknown {
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
