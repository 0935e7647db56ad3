import { computed, signal } from "@preact/signals";
import { connection, followEvents, followReloads } from "./events.js";
import { ask, isReport, type Schemas } from "./source.js";

const answer = signal<{ readonly clock: Schemas["Clock"]; readonly at: number } | undefined>(undefined);
const tick = signal(0);

/** The virtual clock, which goes on between answers while it runs. */
export const clock = computed(() => {
  if (answer.value === undefined) return undefined;
  const { clock, at } = answer.value;
  const isRunning = clock.mode === "running" && !isReport && connection.value === "live";
  const gone = isRunning ? Math.max(0, tick.value - at) : 0;
  return { ...clock, now: new Date(Date.parse(clock.now) + gone) };
});

/** Takes over the clock as an answer shows it. */
export function setClock(shown: Schemas["Clock"]): void {
  answer.value = { clock: shown, at: Date.now() };
  tick.value = Date.now();
}

let isAsking = false;
/** Real milliseconds between two questions. */
const PAUSE_MS = 500;

function readClock(): void {
  if (isAsking) return;
  isAsking = true;
  setTimeout(
    () => {
      isAsking = false;
      void ask<Schemas["Clock"]>("/_mock/clock").then(setClock, () => undefined);
    },
    answer.value === undefined ? 0 : PAUSE_MS,
  );
}

followReloads(readClock);
followEvents(readClock);
if (!isReport) setInterval(() => (tick.value = Date.now()), 1000);
