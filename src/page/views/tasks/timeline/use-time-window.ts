import { useSignal } from "@preact/signals";
import type { RefObject, TargetedPointerEvent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { moved, type TimeWindow, timeAt, zoomed } from "./time-window.js";

/** Pixels that a pointer moves before it drags: less is a click. */
const DRAG_PX = 4;

/** How much a turn of the wheel by one pixel zooms. */
const WHEEL = 0.004;

/** The window of a picture and what moves it. Pixels count from the left edge of the plot. */
export interface SteeredWindow {
  readonly shown: TimeWindow;
  /** Whether somebody moved it: it then follows new events no more. */
  readonly isMoved: boolean;
  /** @param around - pixels of what keeps its place; the middle by default */
  zoom(factor: number, around?: number): void;
  pan(pixels: number): void;
  /** Shows a window; `undefined` the automatic one again. */
  show(window: TimeWindow | undefined): void;
  readonly pointer: {
    onPointerDown(event: TargetedPointerEvent<SVGSVGElement>): void;
    onPointerMove(event: TargetedPointerEvent<SVGSVGElement>): void;
    onPointerUp(event: TargetedPointerEvent<SVGSVGElement>): void;
    onPointerCancel(event: TargetedPointerEvent<SVGSVGElement>): void;
  };
}

/**
 * A window of time that zooms and moves by drag, pinch and wheel. The wheel alone scrolls the page, unless the picture
 * has the focus; with Ctrl, as a pinch on a touchpad comes, it always zooms.
 *
 * @param automatic - what is shown until somebody moves it
 * @param within - all there is to show
 * @param plot - where time is drawn
 */
export function useTimeWindow(
  automatic: TimeWindow,
  within: TimeWindow,
  plot: { readonly left: number; readonly width: number; readonly svg: RefObject<SVGSVGElement | null> },
): SteeredWindow {
  const own = useSignal<TimeWindow | undefined>(undefined);
  const shown = own.value === undefined ? automatic : moved(own.value, 0, within);
  const zoom = (factor: number, around = plot.width / 2) => {
    own.value = zoomed(shown, factor, timeAt(around, shown, plot.width), within);
  };
  const pan = (pixels: number) => {
    own.value = moved(shown, (pixels / plot.width) * (shown.to - shown.from), within);
  };
  const placeIn = (x: number) => x - (plot.svg.current?.getBoundingClientRect().left ?? 0) - plot.left;
  useWheel(plot.svg, (event) => {
    if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) pan(event.deltaX);
    else zoom(Math.exp(event.deltaY * WHEEL), placeIn(event.clientX));
  });
  const pointer = usePointers({ pan, zoom: (factor, x) => zoom(factor, placeIn(x)) });
  return {
    shown,
    isMoved: own.value !== undefined,
    zoom,
    pan,
    show: (window) => (own.value = window),
    pointer,
  };
}

/** Calls `turn` for turns of the wheel that are meant for the picture. */
function useWheel(svg: RefObject<SVGSVGElement | null>, turn: (event: WheelEvent) => void): void {
  const latest = useRef(turn);
  latest.current = turn;
  useEffect(() => {
    const element = svg.current;
    const onWheel = (event: WheelEvent) => {
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const hasFocus = element?.parentElement?.contains(document.activeElement) === true;
      if (!event.ctrlKey && !event.metaKey && !isSideways && !hasFocus) return;
      event.preventDefault();
      latest.current(event);
    };
    // Preact's own listeners are passive: they cannot keep the page from scrolling.
    element?.addEventListener("wheel", onWheel, { passive: false });
    return () => element?.removeEventListener("wheel", onWheel);
  }, []);
}

/** Drags by one pointer, pinches by two. */
function usePointers(steer: {
  pan(pixels: number): void;
  zoom(factor: number, x: number): void;
}): SteeredWindow["pointer"] {
  /** Their `clientX`, by id. */
  const pointers = useRef(new Map<number, number>());
  const isDragging = useRef(false);
  const end = ({ pointerId }: PointerEvent) => {
    pointers.current.delete(pointerId);
    if (pointers.current.size === 0) isDragging.current = false;
  };
  return {
    onPointerDown: ({ button, pointerId, clientX }) => {
      if (button === 0) pointers.current.set(pointerId, clientX);
    },
    onPointerMove: ({ currentTarget, pointerId, clientX }) => {
      const before = pointers.current.get(pointerId);
      if (before === undefined) return;
      const other = [...pointers.current].find(([id]) => id !== pointerId)?.[1];
      if (other !== undefined) {
        const [was, is] = [Math.abs(before - other), Math.abs(clientX - other)];
        if (was > DRAG_PX && is > DRAG_PX) steer.zoom(was / is, (clientX + other) / 2);
      } else {
        if (!isDragging.current && Math.abs(clientX - before) < DRAG_PX) return;
        if (!isDragging.current) currentTarget.setPointerCapture(pointerId);
        isDragging.current = true;
        steer.pan(before - clientX);
      }
      pointers.current.set(pointerId, clientX);
    },
    onPointerUp: end,
    onPointerCancel: end,
  };
}
