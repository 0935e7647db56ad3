import { Pause, Play, SkipForward } from "lucide";
import { Icon } from "../parts/icon.js";
import { spanText } from "../parts/when.js";
import { curlLine } from "../state/commands.js";
import type { Schemas } from "../state/source.js";
import { clockCall, moveClock, nextMove, steps, turnMove } from "./clock-commands.js";

/** The clock, with its time going on while it runs. */
export type ShownClock = Omit<Schemas["Clock"], "now"> & { readonly now: Date };

export function TurnButton({ mode }: Pick<ShownClock, "mode">) {
  const move = turnMove(mode);
  const label = mode === "frozen" ? "Resume" : "Freeze";
  return (
    <button
      type="button"
      class="button"
      title={`${label} the clock (f): ${curlLine(clockCall(move))}`}
      onClick={() => void moveClock(move)}
    >
      <Icon of={mode === "frozen" ? Play : Pause} size={14} />
      <span class="bar-text">{label}</span>
    </button>
  );
}

export function StepButtons({ done }: { readonly done?: () => void }) {
  return (
    <>
      {steps.map((step) => (
        <button
          key={step.label}
          type="button"
          class="button"
          title={curlLine(clockCall(step))}
          onClick={() => {
            done?.();
            void moveClock(step);
          }}
        >
          {step.label}
        </button>
      ))}
    </>
  );
}

export function NextButton({ next, now }: Pick<ShownClock, "next" | "now">) {
  const wait = next === null ? undefined : spanText(Math.max(0, Date.parse(next) - now.getTime()));
  return (
    <button
      type="button"
      class="button"
      disabled={wait === undefined}
      title={
        wait === undefined
          ? "No event is due"
          : `To the next event, in ${wait} (n): ${curlLine(clockCall(nextMove))}`
      }
      onClick={() => void moveClock(nextMove)}
    >
      <Icon of={SkipForward} size={14} />
      <span class="bar-text">Next event</span>
      <span class="soft bar-wait">{wait === undefined ? "none" : `in ${wait}`}</span>
    </button>
  );
}
