import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { Marks, type PointedAt } from "./marks.js";
import type { Moment } from "./moment.js";
import { Spans } from "./spans.js";
import type { TaskTimeline } from "./task-timeline.js";
import { ticksOf } from "./time-ticks.js";
import { placeOf } from "./time-window.js";
import { Tip } from "./tip.js";
import type { SteeredWindow } from "./use-time-window.js";

/** Pixels before the plot, where the names of the lanes stand. */
export const GUTTER = 82;

/** Pixels of the scale and of a lane. */
const [SCALE, LANE] = [24, 34];

/** Pixels of half a letter of the scale, about, and of half the label of now. */
const [HALF_LETTER, HALF_NOW] = [3.5, 17];

/** Arrow keys in the picture. */
export function moveByKey(
  event: KeyboardEvent & { readonly currentTarget: Element },
  steered: SteeredWindow,
): void {
  const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
  const marks = [...event.currentTarget.querySelectorAll<SVGElement>("[data-mark]")];
  const at = marks.findIndex((mark) => mark === document.activeElement);
  if (by !== 0) {
    event.preventDefault();
    if (event.shiftKey) steered.pan(by * 60);
    else marks[Math.min(marks.length - 1, Math.max(0, at + by))]?.focus();
  } else if (event.key === "Enter" && at >= 0) {
    event.preventDefault();
    event.stopPropagation();
    marks[at]?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }
}

interface PictureProps {
  readonly svg: RefObject<SVGSVGElement | null>;
  /** Pixels. */
  readonly width: number;
  readonly timeline: TaskTimeline;
  readonly now: number;
  readonly steered: SteeredWindow;
  readonly spread: (group: readonly Moment[]) => void;
  readonly hasCallbacks: boolean;
}

/** Scale and lanes, and what is pointed at in words. */
export function Picture({ svg, width, timeline, now, steered, spread, hasCallbacks }: PictureProps) {
  const pointed = useSignal<PointedAt | undefined>(undefined);
  const { submitted, spans, calls, attempts, credits } = timeline;
  const plot = Math.max(1, width - GUTTER);
  const place = (at: number) => placeOf(at, steered.shown, plot);
  const lanes: readonly (readonly [name: string, moments: readonly Moment[], nouns: string])[] = [
    ["Client", calls, "calls"],
    ...(hasCallbacks ? ([["Callbacks", attempts, "events"]] as const) : []),
    ["Credits", credits, "entries"],
  ];
  const height = SCALE + LANE * (lanes.length + 1);
  return (
    <>
      <svg ref={svg} class="timeline-picture" height={height} {...steered.pointer} onDragStart={prevent}>
        {["Status", ...lanes.map(([name]) => name)].map((name, lane) => (
          <g key={name} class="lane">
            <line x1={0} x2={width} y1={SCALE + lane * LANE} y2={SCALE + lane * LANE} />
            <text x={11} y={SCALE + lane * LANE + LANE / 2 + 4}>
              {name}
            </text>
          </g>
        ))}
        {width === 0 ? null : (
          <svg x={GUTTER} width={plot} height={height}>
            <Scale {...{ submitted, now, place, height, steered, plot }} />
            <Spans {...{ spans, submitted, now, place, width: plot, top: SCALE + 7, height: LANE - 14 }} />
            {lanes.map(([name, moments, nouns], at) => (
              <Marks
                key={name}
                {...{ moments, nouns, submitted, place, spread, width: plot, lane: at + 1 }}
                middle={SCALE + (at + 1.5) * LANE}
                point={(one) => (pointed.value = one)}
              />
            ))}
          </svg>
        )}
      </svg>
      {pointed.value === undefined ? null : (
        <div class="timeline-tips" style={{ insetInlineStart: `${GUTTER}px` }}>
          <Tip
            pointed={pointed.value}
            submitted={submitted}
            top={SCALE + (pointed.value.lane + 1) * LANE + 2}
            width={plot}
          />
        </div>
      )}
    </>
  );
}

/** A link is dragged as a link, unless that is prevented. */
const prevent = (event: Event) => event.preventDefault();

function Scale({
  submitted,
  now,
  place,
  height,
  steered,
  plot,
}: {
  readonly submitted: number;
  readonly now: number;
  readonly place: (at: number) => number;
  readonly height: number;
  readonly steered: SteeredWindow;
  readonly plot: number;
}) {
  const x = place(now);
  // The label stays whole at an edge, and goes with the line beyond.
  const label = x < 0 || x > plot ? x : Math.min(Math.max(x, HALF_NOW), plot - HALF_NOW);
  const isHidden = (at: number, { length }: string) =>
    place(at) > plot - length * HALF_LETTER || Math.abs(place(at) - label) < length * HALF_LETTER + HALF_NOW;
  return (
    <>
      {ticksOf(steered.shown, submitted, plot).map(({ at, label: text }) => (
        <g key={at} class="tick" transform={`translate(${place(at)} 0)`}>
          <line y1={SCALE} y2={height} />
          {isHidden(at, text) ? null : (
            <text y={15} x={place(at) < 16 ? -6 : 0} text-anchor={place(at) < 16 ? "start" : "middle"}>
              {text}
            </text>
          )}
        </g>
      ))}
      <g class="now" transform={`translate(${x} 0)`}>
        <line y1={6} y2={height} />
        <rect x={label - HALF_NOW - x} y={2} width={2 * HALF_NOW} height={17} rx={3} />
        <text x={label - x} y={14.5} text-anchor="middle">
          now
        </text>
      </g>
    </>
  );
}
