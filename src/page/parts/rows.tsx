import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useKeys } from "../state/keys.js";
import { open } from "../state/route.js";
import { scrollTo, windowOf } from "./window-of.js";

/** A list of which the rows in sight are drawn: ten thousand cost as much as twenty. */
interface RowsProps<Item> {
  /** What the list is of, for screen readers. */
  readonly label: string;
  readonly items: readonly Item[];
  /** Pixels of a row. */
  readonly height: number;
  readonly keyOf: (item: Item) => string | number;
  /** Where a click on a row leads. */
  readonly linkOf: (item: Item) => string;
  readonly render: (item: Item) => ComponentChildren;
  /** Key of the row that is open. */
  readonly opened: string | number | undefined;
}

/** Rows, as many as are in sight. `j` and `k` move among them, `Enter` opens one. */
export function Rows<Item>({ label, items, height, keyOf, linkOf, render, opened }: RowsProps<Item>) {
  const box = useRef<HTMLDivElement>(null);
  const cursor = useSignal<string | number | undefined>(opened);
  const scrolled = useSignal(0);
  const sight = useSignal(0);
  const { first, end } = windowOf(items.length, scrolled.value, sight.value, height);
  /** What stood at the top, while the list was scrolled: it stays there when rows come above it. */
  const top = useRef<string | number | undefined>(undefined);
  const show = (place: number) => {
    if (box.current !== null)
      box.current.scrollTop = scrollTo(place, box.current.scrollTop, box.current.clientHeight, height);
  };
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null) return undefined;
    sight.value = current.clientHeight;
    const openedAt = items.findIndex((item) => keyOf(item) === opened);
    if (openedAt >= 0) show(openedAt);
    const watch = new ResizeObserver(() => (sight.value = current.clientHeight));
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  useLayoutEffect(() => {
    const { current } = box;
    if (current === null || current.scrollTop < height || top.current === undefined) return;
    const place = items.findIndex((item) => keyOf(item) === top.current);
    const was = Math.floor(current.scrollTop / height);
    if (place > was) current.scrollTop += (place - was) * height;
  }, [items]);

  const at = () => items.findIndex((item) => keyOf(item) === (opened ?? cursor.value));
  const move = (by: number) => {
    const place = Math.min(items.length - 1, Math.max(0, at() + by));
    const item = items[place];
    if (item === undefined) return;
    const key = keyOf(item);
    cursor.value = key;
    show(place);
    if (opened !== undefined) {
      open(linkOf(item));
      return;
    }
    const row = () => box.current?.querySelector<HTMLElement>(`[data-row="${place}"]`);
    const drawn = row();
    // At once where it can be: a key that follows must find the focus moved.
    if (drawn != null) drawn.focus();
    else requestAnimationFrame(() => cursor.value === key && row()?.focus());
  };
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    Enter: () => {
      const item = items[at()];
      if (item !== undefined && opened === undefined) open(linkOf(item));
    },
  });
  return (
    <div
      class="rows"
      ref={box}
      onScroll={({ currentTarget: { scrollTop } }) => {
        scrolled.value = scrollTop;
        const item = items[Math.floor(scrollTop / height)];
        top.current = item === undefined ? undefined : keyOf(item);
      }}
    >
      <ul class="rows-space" aria-label={label} style={{ height: `${items.length * height}px` }}>
        {items.slice(first, end).map((item, number) => {
          const place = first + number;
          return (
            <li
              key={keyOf(item)}
              style={{ transform: `translateY(${place * height}px)`, height: `${height}px` }}
              aria-setsize={items.length}
              aria-posinset={place + 1}
            >
              <a
                href={linkOf(item)}
                class="row"
                data-row={place}
                aria-current={keyOf(item) === opened ? "true" : undefined}
                onFocus={() => (cursor.value = keyOf(item))}
              >
                {render(item)}
              </a>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
