import type { CallbackDeliveries } from "../../engine/callback-deliveries.js";
import type { Timeline } from "../../engine/timeline.js";
import type { Journal } from "../../ports/journal.js";
import { durationText } from "../../simulation/duration.js";
import type { Instant } from "../../simulation/instant.js";

/** The parts that tell what a mock waits for. */
export interface StandstillParts {
  readonly timeline: Pick<Timeline, "now" | "mode" | "nextAt">;
  readonly journal: Pick<Journal, "entries">;
  readonly callbacks: Pick<CallbackDeliveries, "deliveries">;
}

/** Tasks that a sentence names. */
const MOST_NAMED = 3;

/**
 * Says that the clock is frozen, what waits for it, and the call that lets it happen.
 *
 * @returns `undefined` while the clock runs, and when nothing waits
 */
export function standstill(parts: StandstillParts): string | undefined {
  const { timeline } = parts;
  if (timeline.mode !== "frozen") return undefined;
  const frozen = `the clock is frozen at ${shownTime(timeline.now())}`;
  const tasks = unendedTasks(parts.journal);
  if (timeline.nextAt === undefined) {
    // A task of pace "manual", "polls:N", or one that a scenario keeps from ending.
    const [task] = tasks;
    if (task === undefined) return undefined;
    return `${frozen} and ${unended(tasks)}; time alone does not end it, so call \`await mock.tasks.complete("${task}")\``;
  }
  const waiting = tasks.length > 0 ? unended(tasks) : pendingCallback(parts.callbacks);
  const step = durationText(timeline.nextAt - timeline.now());
  return `${frozen}${waiting === undefined ? "" : ` and ${waiting}`}; call \`await mock.clock.advance("${step}")\` first`;
}

/** The state of the clock, for a wait that was in vain. */
export function clockState(parts: StandstillParts): string {
  const at = shownTime(parts.timeline.now());
  if (parts.timeline.mode === "running") return `the clock is running and shows ${at}`;
  return standstill(parts) ?? `the clock is frozen at ${at} and nothing waits`;
}

/** Tasks of the journal that were created and have not ended, oldest first. */
function unendedTasks(journal: StandstillParts["journal"]): readonly string[] {
  const tasks = new Set<string>();
  for (const entry of journal.entries()) {
    if (entry.kind === "reset" && (entry.scope === "all" || entry.scope === "tasks")) tasks.clear();
    if (entry.kind !== "task") continue;
    if (entry.step === "ended") tasks.delete(entry.task);
    else tasks.add(entry.task);
  }
  return [...tasks];
}

/** `task-1 has not ended`, `task-1, task-2 and 3 more have not ended` */
function unended(tasks: readonly string[]): string {
  if (tasks.length === 1) return `${tasks.join("")} has not ended`;
  const more = tasks.length - MOST_NAMED;
  const named = tasks.slice(0, MOST_NAMED).join(", ");
  return `${named}${more > 0 ? ` and ${more} more` : ""} have not ended`;
}

function pendingCallback(callbacks: StandstillParts["callbacks"]): string | undefined {
  const delivery = callbacks.deliveries().find(({ state }) => state === "pending");
  if (delivery === undefined) return undefined;
  const attempt = delivery.attempts.length + 1;
  return `attempt ${attempt} of the callback of ${delivery.task} waits`;
}

function shownTime(at: Instant): string {
  return new Date(at).toISOString();
}
