import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { checkHabit } from "../insight/habits/habit-filter.js";
import type { HabitFinding } from "../insight/habits/habit-finding.js";
import type { HabitId } from "../insight/habits/habit-list.js";
import { isRecord, readMock } from "./judged-subject.js";
import { type MatcherContext, type MatcherResult, resultOf } from "./matcher-context.js";

/** Exceptions to the habits that are judged. */
export interface ExceptHabits {
  /** Ids of habits to tolerate, from `wan-mock habits --list`. */
  readonly except?: readonly HabitId[];
}

/** Findings listed in a message; the rest are counted. */
const MOST_LISTED = 20;

export function toHaveGoodHabits(
  this: MatcherContext,
  subject: unknown,
  options: ExceptHabits = {},
): MatcherResult {
  const mock = readMock(subject, "toHaveGoodHabits");
  const except = readExcept(options);
  const found = mock.habits().filter(({ habit }) => !except.includes(habit));
  const count = found.length === 1 ? "is 1 finding" : `are ${found.length} findings`;
  return resultOf(
    found.length === 0,
    () => "expected the client to have bad habits, but it has none",
    () => `expected the client to have good habits, but there ${count}:\n${listed(found).join("\n")}`,
  );
}

function listed(found: readonly HabitFinding[]): string[] {
  const lines = found.slice(0, MOST_LISTED).map(habitLine);
  return found.length > MOST_LISTED ? [...lines, `  and ${found.length - MOST_LISTED} more`] : lines;
}

/** `  habit (warning): sentence [journal 3, 4]` */
function habitLine({ habit, severity, message, evidence }: HabitFinding): string {
  const where = evidence.length === 1 ? "journal entry" : "journal entries";
  return `  ${habit}${severity === "warn" ? " (warning)" : ""}: ${message} [${where} ${evidence.join(", ")}]`;
}

/** @throws {KitError} `INVALID_OPTION` */
function readExcept(options: unknown): readonly HabitId[] {
  const members = isRecord(options) ? Object.keys(options) : ["?"];
  const except: unknown = isRecord(options) ? (options["except"] ?? []) : undefined;
  if (!Array.isArray(except) || members.some((name) => name !== "except")) {
    throw invalidOption(
      `toHaveGoodHabits takes nothing, or { except: ["polls-too-often"] }, got ${quoteForMessage(isRecord(options) ? members.join(", ") : options)}`,
    );
  }
  for (const habit of except) checkHabit(habit);
  return except as readonly HabitId[];
}
