import { connection, outage, reconnected } from "../state/events.js";
import { keptState, outageText } from "../state/kept-state.js";

/** Says that the mock does not answer or keeps nothing, and when it is back. */
export function ConnectionNote() {
  const isLost = connection.value === "lost";
  const kept = outageText(keptState.value);
  const text = isLost
    ? `${outage.value ?? "The mock does not answer"}. Trying again every second.`
    : kept !== undefined
      ? kept
      : reconnected.value === "restarted"
        ? "Connected again: the mock was restarted, and what it knew before is gone."
        : reconnected.value === "same"
          ? "Connected again."
          : undefined;
  return (
    <div
      role="status"
      class={isLost || kept !== undefined ? "banner banner-warn" : "banner"}
      hidden={text === undefined}
    >
      {text}
    </div>
  );
}
