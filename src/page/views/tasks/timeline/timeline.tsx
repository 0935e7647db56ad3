import { useSignal } from "@preact/signals";
import { Maximize2, ZoomIn, ZoomOut } from "lucide";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../../../parts/icon.js";
import { clock } from "../../../state/clock.js";
import type { Entry } from "../../../state/events.js";
import { useKeys } from "../../../state/keys.js";
import type { Schemas } from "../../../state/source.js";
import type { Moment } from "./moment.js";
import { GUTTER, moveByKey, Picture } from "./picture.js";
import { timelineOf } from "./task-timeline.js";
import { fitted } from "./time-window.js";
import { type SteeredWindow, useTimeWindow } from "./use-time-window.js";
import "./timeline.css";

/** How much a button or key zooms. */
const STEP = 2;

/** The life of a task on the virtual clock, as a picture that zooms. The list of its entries tells the same in words. */
export function Timeline({
  task,
  entries,
}: {
  readonly task: Schemas["Task"];
  readonly entries: readonly Entry[];
}) {
  const svg = useRef<SVGSVGElement>(null);
  const width = useWidth(svg);
  const timeline = timelineOf(task, entries);
  const now = clock.value?.now.getTime() ?? timeline.last;
  const { submitted, last, expires = last } = timeline;
  const plot = { left: GUTTER, width: Math.max(1, width - GUTTER), svg };
  const newest = task.timeline.ended === null ? Math.max(last, now) : last;
  const all = fitted(submitted, Math.max(newest, now, expires), plot.width);
  const steered = useTimeWindow(fitted(submitted, newest, plot.width), all, plot);
  const spread = (group: readonly Moment[]) => {
    const [from, to] = [group[0]?.at ?? 0, group.at(-1)?.at ?? 0];
    steered.show(fitted(from, to, plot.width, 0));
  };
  useKeys({
    "+": () => steered.zoom(1 / STEP),
    "=": () => steered.zoom(1 / STEP),
    "-": () => steered.zoom(STEP),
    "0": () => steered.show(undefined),
  });
  return (
    <section class="timeline" aria-label="Timeline">
      <div class="timeline-head">
        <h3>Timeline</h3>
        <Zooms steered={steered} showAll={() => steered.show(all)} />
      </div>
      {/* biome-ignore lint: what scrolls and zooms takes the focus */}
      <div
        class="timeline-box"
        role="group"
        aria-label="Picture of the timeline: arrow keys go from event to event, with Shift they move the picture, + and - zoom"
        tabIndex={0}
        onKeyDown={(event) => moveByKey(event, steered)}
      >
        <Picture {...{ svg, width, timeline, now, steered, spread, hasCallbacks: hasCallbacks(task) }} />
      </div>
    </section>
  );
}

function hasCallbacks({ request, deliveries }: Schemas["Task"]): boolean {
  return deliveries.length > 0 || "callback_url" in request;
}

/** Pixels of an element, as wide as it is now; 0 before it is measured. */
function useWidth(element: { readonly current: Element | null }): number {
  const width = useSignal(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => (width.value = entry?.contentRect.width ?? 0));
    if (element.current !== null) observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return width.value;
}

function Zooms({ steered, showAll }: { readonly steered: SteeredWindow; readonly showAll: () => void }) {
  return (
    <div class="group" role="group" aria-label="Scale">
      <button
        type="button"
        class="button quiet"
        aria-label="Zoom in"
        title="Zoom in (+)"
        onClick={() => steered.zoom(1 / STEP)}
      >
        <Icon of={ZoomIn} />
      </button>
      <button
        type="button"
        class="button quiet"
        aria-label="Zoom out"
        title="Zoom out (-)"
        onClick={() => steered.zoom(STEP)}
      >
        <Icon of={ZoomOut} />
      </button>
      <button
        type="button"
        class="button quiet"
        title="From the submit to the last event (0)"
        onClick={() => steered.show(undefined)}
      >
        <Icon of={Maximize2} size={14} />
        Fit
      </button>
      <button
        type="button"
        class="button quiet"
        title="Up to now, and to the end of the result link"
        onClick={showAll}
      >
        All
      </button>
    </div>
  );
}
