import type { StatusSpan } from "./status-spans.js";
import { offsetText } from "./time-ticks.js";

/** Pixels of a letter, about. */
const LETTER = 7.1;

/** The statuses of a task as a band; what lies ahead of `now` is paler. */
export function Spans({
  spans,
  submitted,
  now,
  top,
  height,
  place,
  width,
}: {
  readonly spans: readonly StatusSpan[];
  readonly submitted: number;
  readonly now: number;
  readonly top: number;
  readonly height: number;
  readonly place: (at: number) => number;
  readonly width: number;
}) {
  const inside = (at: number) => Math.min(width, Math.max(0, place(at)));
  return (
    <>
      {spans.map(({ status, label, from, to }) => {
        const [left, middle, right] = [inside(from), inside(Math.min(Math.max(now, from), to)), inside(to)];
        if (right <= left) return null;
        const isAhead = from > now;
        return (
          <g key={label} class={`span span-${status}`}>
            {middle > left ? <rect x={left} y={top} width={middle - left} height={height} /> : null}
            {right > middle ? (
              <rect class="span-ahead" x={middle} y={top} width={right - middle} height={height} />
            ) : null}
            <title>
              {label}: {offsetText(from - submitted)}
              {Number.isFinite(to) ? ` to ${offsetText(to - submitted)}` : ""}
            </title>
            <line x1={left} x2={left} y1={top} y2={top + height} />
            {right - left > label.length * LETTER + 12 ? (
              <text class={isAhead ? "span-later" : ""} x={left + 7} y={top + height / 2 + 4}>
                {label}
              </text>
            ) : null}
          </g>
        );
      })}
    </>
  );
}
