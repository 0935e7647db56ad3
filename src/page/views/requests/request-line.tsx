import { HttpStatus, LiveMark } from "../../parts/badges.js";
import { When } from "../../parts/when.js";
import type { RequestEntry } from "../../state/journal.js";
import { outcomeOf, shortPath } from "./outcome-of.js";

/** `0.8 ms`, `12 ms` */
export function millisecondsText(milliseconds: number): string {
  return `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`;
}

/** The columns' names above the rows. */
export function RequestHead() {
  return (
    <div class="request-columns request-head" aria-hidden="true">
      {["Time", "Method", "Path", "Model", "Status", "Outcome", "Took", "Key", "Task"].map((name) => (
        <span key={name}>{name}</span>
      ))}
    </div>
  );
}

/** A call as a row: columns where there is room, else two lines. */
export function RequestLine({ entry, isWide }: { readonly entry: RequestEntry; readonly isWide: boolean }) {
  const { at, method, path, model = "", status, milliseconds, key = "", task = "" } = entry;
  const outcome = outcomeOf(entry);
  const shortModel = model.replace(/^wan2\.7-/, "");
  if (isWide)
    return (
      <div class="request-columns">
        <When at={at} />
        <span class="mono">{method}</span>
        <span class="mono" title={path}>
          {shortPath(path)}
        </span>
        <span title={model}>{shortModel}</span>
        <HttpStatus status={status} />
        <span class={`outcome outcome-${outcome.kind}`} title={outcome.text}>
          <LiveMark entry={entry} /> {outcome.text}
        </span>
        <span class="took">{millisecondsText(milliseconds)}</span>
        <span class="mono soft">{key}</span>
        <span class="mono soft" title={task}>
          {shortPath(task)}
        </span>
      </div>
    );
  return (
    <div class="request-lines">
      <div>
        <span class="mono request-path">
          {method} {shortPath(path)}
        </span>
        <LiveMark entry={entry} />
        <HttpStatus status={status} />
      </div>
      <div class="request-facts">
        {shortModel === "" ? null : <span>{shortModel}</span>}
        <span class={`outcome outcome-${outcome.kind}`}>{outcome.text}</span>
        <When at={at} />
      </div>
    </div>
  );
}
