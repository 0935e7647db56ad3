import { signal } from "@preact/signals";
import { type Command, run } from "./commands.js";
import { followEvents, followReloads } from "./events.js";
import { ask, isReport, type Schemas } from "./source.js";

/** A scenario that waits for calls. */
export type Queued = Schemas["QueuedScenario"];

/** The queue of scenarios, the next one first. */
export const queue = signal<readonly Queued[]>([]);

/** The dialog that queues a scenario: closed, or open with a scenario chosen or none. */
export const queueDialog = signal<{ readonly name: string } | undefined>(undefined);

export const dropCall: Command = { method: "DELETE", path: "/_mock/scenarios/next" };

export function queueCall(body: Schemas["NextScenario"]): Command {
  return { method: "POST", path: "/_mock/scenarios/next", body };
}

/** Queues a scenario. @returns whether it was taken */
export async function queueScenario(body: Schemas["NextScenario"]): Promise<boolean> {
  const { name, times = 1 } = body;
  const calls = times === 1 ? "next matching call" : `next ${times} matching calls`;
  const answer = await run<Schemas["Queue"]>(queueCall(body), `${name} is queued for the ${calls}`);
  if (answer !== undefined) queue.value = answer.items;
  return answer !== undefined;
}

export async function dropQueue(): Promise<void> {
  const answer = await run<Schemas["Queue"]>(dropCall, "The queue is empty");
  if (answer !== undefined) queue.value = answer.items;
}

/** Real milliseconds between two reads. */
const PAUSE_MS = 400;
let waiting: ReturnType<typeof setTimeout> | undefined;

function read(): void {
  waiting = undefined;
  void ask<Schemas["Queue"]>("/_mock/scenarios/next").then(
    ({ items }) => (queue.value = items),
    () => undefined,
  );
}

if (!isReport) {
  followReloads(read);
  // No event tells that a client queued something; the calls that it is meant for follow soon.
  followEvents((entries) => {
    if (entries.some(({ kind }) => kind === "request" || kind === "reset"))
      waiting ??= setTimeout(read, PAUSE_MS);
  });
}
