import { signal } from "@preact/signals";
import { connection, followReloads } from "./events.js";
import { ask, isReport, type Schemas } from "./source.js";

type KeptState = Schemas["Health"]["state"];

/** Where the mock keeps its state; `undefined` until it is known. */
export const keptState = signal<KeptState | undefined>(undefined);

/** Real milliseconds between two looks at a state outside the process: no event tells of its outages and replicas. */
const LOOK_EVERY_MS = 3000;

async function look(): Promise<void> {
  const health = await ask<Schemas["Health"]>("/_mock/health").catch(() => undefined);
  if (health !== undefined) keptState.value = health.state;
}

if (!isReport) {
  followReloads(() => void look());
  setInterval(() => {
    const isOutside = keptState.value !== undefined && keptState.value.kept !== "memory";
    if (isOutside && !document.hidden && connection.value === "live") void look();
  }, LOOK_EVERY_MS);
}

/** Where the state is, in a few words; nothing for memory. */
export function placeText(state: KeptState | undefined): string | undefined {
  switch (state?.kept) {
    case "folder":
      return `State: folder ${state.folder}`;
    case "redis":
      return `State: Redis ${state.server}, ${state.replicas === 1 ? "1 mock" : `${state.replicas} mocks`}`;
    case "memory":
    case undefined:
      return undefined;
  }
}

/** Why nothing can be kept now; nothing while all is well. */
export function outageText(state: KeptState | undefined): string | undefined {
  if (state?.kept === "folder" && state.outage !== undefined)
    return `Nothing can be kept, so calls are answered with 503: ${state.outage}`;
  if (state?.kept === "redis" && !state.reachable)
    return `Redis at ${state.server} does not answer, so calls are answered with 503.`;
  return undefined;
}
