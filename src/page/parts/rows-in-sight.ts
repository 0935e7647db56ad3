import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** Rows that are drawn above and below those in sight. */
const MORE = 8;

/** Which rows of a list are drawn, and how to bring one into sight. */
export interface RowsInSight {
  readonly first: number;
  /** The one behind the last. */
  readonly end: number;
  scrollTo(place: number): void;
}

/**
 * Follows which rows of a list that scrolls are in sight.
 *
 * @param height - pixels of a row
 */
export function useRowsInSight(
  box: RefObject<HTMLElement | null>,
  height: number,
  count: number,
): RowsInSight {
  const top = useSignal(0);
  const room = useSignal(0);
  useEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const look = () => {
      top.value = Math.floor(element.scrollTop / height);
      room.value = Math.ceil(element.clientHeight / height) + 1;
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [height]);
  return {
    first: Math.min(count, Math.max(0, top.value - MORE)),
    end: Math.min(count, top.value + room.value + MORE),
    scrollTo: (place) => {
      const element = box.current;
      if (element === null) return;
      const lowest = (place + 1) * height - element.clientHeight;
      element.scrollTop = Math.min(place * height, Math.max(lowest, element.scrollTop));
    },
  };
}
