import { clock, setClock } from "../state/clock.js";
import { type Command, run } from "../state/commands.js";
import type { Schemas } from "../state/source.js";

/** A move of the clock, and the sentence for its success. */
export interface Move {
  readonly body: Schemas["ClockMove"];
  readonly done: string;
}

/** Moves of the clock by a length of time. */
export const steps: readonly (Move & { readonly label: string })[] = [
  { label: "+1 min", body: { advance: "1m" }, done: "The clock moved 1 minute ahead" },
  { label: "+1 h", body: { advance: "1h" }, done: "The clock moved 1 hour ahead" },
  { label: "+24 h", body: { advance: "24h" }, done: "The clock moved 24 hours ahead" },
];

export const nextMove: Move = { body: { next: true }, done: "The clock moved to the next event" };

/** Freezes a clock that runs, resumes one that is frozen. */
export function turnMove(mode: "running" | "frozen"): Move {
  return mode === "frozen"
    ? { body: { resume: true }, done: "The clock runs" }
    : { body: { freeze: true }, done: "The clock is frozen" };
}

export function clockCall({ body }: Pick<Move, "body">): Command {
  return { method: "POST", path: "/_mock/clock", body };
}

/** Moves the clock, and shows it as it is then. @returns whether it moved */
export async function moveClock(move: Move): Promise<boolean> {
  const answer = await run<Schemas["Clock"]>(clockCall(move), move.done);
  if (answer !== undefined) setClock(answer);
  return answer !== undefined;
}

/** What the keys do. */
export function turnClock(): void {
  const mode = clock.value?.mode;
  if (mode !== undefined) void moveClock(turnMove(mode));
}

export function moveToNext(): void {
  if (clock.value?.next != null) void moveClock(nextMove);
}
