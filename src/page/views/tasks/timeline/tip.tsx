import { dateText } from "../../../parts/when.js";
import type { PointedAt } from "./marks.js";
import { offsetText } from "./time-ticks.js";

/** Entries that are told at once. */
const MOST = 6;

/** What is pointed at, in words. */
export function Tip({
  pointed: { moments, left },
  submitted,
  top,
  width,
}: {
  readonly pointed: PointedAt;
  readonly submitted: number;
  /** Pixels. */
  readonly top: number;
  /** Pixels of the plot. */
  readonly width: number;
}) {
  const isRight = left > width / 2;
  const side = isRight ? { right: `${Math.max(0, width - left - 40)}px` } : { left: `${left}px` };
  return (
    <div class="timeline-tip" role="tooltip" style={{ top: `${top}px`, ...side }}>
      {moments.slice(0, MOST).map(({ key, at, title }) => (
        <p key={key}>
          <b>{offsetText(at - submitted)}</b> <span class="soft">{dateText(new Date(at)).slice(11)}</span>{" "}
          {title}
        </p>
      ))}
      {moments.length > MOST ? <p class="soft">and {moments.length - MOST} more: zoom in</p> : null}
    </div>
  );
}
