import { connection, reconnected } from "../state/events.js";

/** Says that the mock does not answer, and when it is back. */
export function ConnectionNote() {
  const text =
    connection.value === "lost"
      ? "The mock does not answer. Trying again every second."
      : reconnected.value === "restarted"
        ? "Connected again: the mock was restarted, and what it knew before is gone."
        : reconnected.value === "same"
          ? "Connected again."
          : undefined;
  return (
    <div
      role="status"
      class={connection.value === "lost" ? "banner banner-warn" : "banner"}
      hidden={text === undefined}
    >
      {text}
    </div>
  );
}
