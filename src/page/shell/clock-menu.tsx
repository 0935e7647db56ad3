import { useSignal } from "@preact/signals";
import { ChevronDown } from "lucide";
import { Icon } from "../parts/icon.js";
import { Popover } from "../parts/popover.js";
import { dateText, spanText, timeText } from "../parts/when.js";
import { curlLine } from "../state/commands.js";
import type { ShownClock } from "./clock-buttons.js";
import { clockCall, moveClock } from "./clock-commands.js";

/** The mock's time; behind it what is due, and setting the clock to an instant. */
export function ClockMenu({ time }: { readonly time: ShownClock }) {
  return (
    <Popover
      label="Clock"
      className="quiet clock-button"
      title="The mock's virtual time, in UTC: set it to an instant"
      button={
        <>
          <ClockTime time={time} />
          <Icon of={ChevronDown} size={14} />
        </>
      }
    >
      {(close) => (
        <>
          <h2>Clock</h2>
          <dl class="clock-facts">
            <dt>Now</dt>
            <dd>{dateText(time.now)} UTC</dd>
            <dt>Next event</dt>
            <dd>
              {time.next === null
                ? "none"
                : `${dateText(new Date(time.next))}, in ${spanText(Math.max(0, Date.parse(time.next) - time.now.getTime()))}`}
            </dd>
            <dt>Due events</dt>
            <dd>{time.waiting}</dd>
          </dl>
          <SetForm now={time.now} close={close} />
        </>
      )}
    </Popover>
  );
}

export function ClockTime({ time: { now, mode } }: { readonly time: ShownClock }) {
  return (
    <time class="clock" dateTime={now.toISOString()} title={`${dateText(now)} UTC, the mock's virtual time`}>
      <span class="clock-date">{now.toISOString().slice(0, 10)}</span> {timeText(now)}
      {mode === "frozen" ? <span class="badge badge-frozen">frozen</span> : null}
    </time>
  );
}

/** `2027-01-01T12:00:00`, as fields of dates have it. */
const fieldText = (date: Date) => date.toISOString().slice(0, 19);

function SetForm({ now, close }: { readonly now: Date; readonly close: () => void }) {
  const typed = useSignal<string | undefined>(undefined);
  const value = typed.value ?? fieldText(now);
  const instant = new Date(`${value}Z`);
  const isDate = !Number.isNaN(instant.getTime());
  const body = { set: isDate ? instant.toISOString().replace(".000Z", "Z") : "" };
  return (
    <form
      class="clock-set"
      onSubmit={(event) => {
        event.preventDefault();
        close();
        typed.value = undefined;
        void moveClock({ body, done: `The clock is set to ${dateText(instant)} UTC` });
      }}
    >
      <label>
        Set to (UTC)
        <input
          type="datetime-local"
          step={1}
          required
          value={value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary" disabled={!isDate} title={curlLine(clockCall({ body }))}>
        Set
      </button>
    </form>
  );
}
