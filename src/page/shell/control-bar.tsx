import { CircleQuestionMark, Download, Pause, Play, SkipForward } from "lucide";
import { Icon } from "../parts/icon.js";
import { dateText, spanText, timeText } from "../parts/when.js";
import { clock, setClock } from "../state/clock.js";
import { type Command, curlLine, run } from "../state/commands.js";
import { connection } from "../state/events.js";
import { isReport, type Schemas } from "../state/source.js";

/** Moves of the clock by a length of time. */
const STEPS: readonly (readonly [label: string, advance: string])[] = [
  ["+1 min", "1m"],
  ["+1 h", "1h"],
  ["+24 h", "24h"],
];

const clockCall = (body: unknown): Command => ({ method: "POST", path: "/_mock/clock", body });

/** Moves the clock, and shows it as it is then. */
async function moveClock(body: unknown, done: string): Promise<void> {
  const answer = await run<Schemas["Clock"]>(clockCall(body), done);
  if (answer !== undefined) setClock(answer);
}

/** Always in sight: what time it is in the mock, and what steers it. */
export function ControlBar({ help }: { readonly help: () => void }) {
  const time = clock.value;
  return (
    <div class="bar" role="toolbar" aria-label="Controls">
      <span class={`dot dot-${connection.value}`} title={connection.value} />
      {time === undefined ? null : (
        <time
          class="clock"
          dateTime={time.now.toISOString()}
          title={`${dateText(time.now)} UTC, the mock's virtual time`}
        >
          <span class="clock-date">{time.now.toISOString().slice(0, 10)}</span> {timeText(time.now)}
          {time.mode === "frozen" ? <span class="badge badge-frozen">frozen</span> : null}
        </time>
      )}
      {isReport || time === undefined ? null : (
        <ClockButtons mode={time.mode} next={time.next} now={time.now} />
      )}
      {isReport ? null : (
        <a
          class="button quiet push"
          href="/_mock/report"
          download="wan-mock-report.html"
          title="Save what happened so far as one HTML file"
        >
          <Icon of={Download} size={14} />
          Save report
        </a>
      )}
      <button
        type="button"
        class={`button quiet${isReport ? " push" : ""}`}
        aria-label="Keys"
        title="Keys (?)"
        onClick={help}
      >
        <Icon of={CircleQuestionMark} />
      </button>
    </div>
  );
}

function ClockButtons({
  mode,
  next,
  now,
}: {
  readonly mode: "running" | "frozen";
  readonly next: string | null;
  readonly now: Date;
}) {
  const isFrozen = mode === "frozen";
  const turn = isFrozen ? { resume: true } : { freeze: true };
  return (
    <div class="group" role="group" aria-label="Clock">
      <button
        type="button"
        class="button"
        title={curlLine(clockCall(turn))}
        onClick={() => void moveClock(turn, isFrozen ? "The clock runs" : "The clock is frozen")}
      >
        <Icon of={isFrozen ? Play : Pause} size={14} />
        {isFrozen ? "Resume" : "Freeze"}
      </button>
      {STEPS.map(([label, advance]) => (
        <button
          key={label}
          type="button"
          class="button"
          title={curlLine(clockCall({ advance }))}
          onClick={() => void moveClock({ advance }, `The clock is ${label.slice(1)} ahead`)}
        >
          {label}
        </button>
      ))}
      <button
        type="button"
        class="button"
        disabled={next === null}
        title={next === null ? "Nothing is due" : curlLine(clockCall({ next: true }))}
        onClick={() => void moveClock({ next: true }, "The next event has happened")}
      >
        <Icon of={SkipForward} size={14} />
        Next event
        {next === null ? null : (
          <span class="soft">in {spanText(Math.max(0, Date.parse(next) - now.getTime()))}</span>
        )}
      </button>
    </div>
  );
}
