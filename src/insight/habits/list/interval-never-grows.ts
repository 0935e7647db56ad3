import type { Habit } from "../habit.js";
import { seconds } from "../wording.js";

/** A task may take minutes: waits that never grow are many calls for nothing. */
export const intervalNeverGrows: Habit = {
  id: "interval-never-grows",
  meta: {
    summary: "Asks for an unfinished task again and again without ever waiting longer",
    cost: "A slow task is asked for as often as the client lives, and all clients at once when the service is slow",
    advice: "Wait 5 s, then twice as long each time up to 30 s",
    severity: "warn",
    source: { page: "guide", at: "Production best practices" },
  },
  query: (_entry, _client, task) => {
    const polls = task?.polls;
    if (task === undefined || polls === undefined || polls.end !== undefined) return undefined;
    const { rhythm } = polls;
    if (!rhythm.isSteady) return undefined;
    return {
      subject: task.id,
      message: `${task.id} was asked for about every ${seconds(rhythm.pace)}, ${rhythm.waits} times on end, and the wait never grew; double it each time, up to 30 s`,
      at: polls.lastAt,
      key: task.key,
      model: task.model,
      task: task.id,
      evidence: polls.evidence,
    };
  },
};
