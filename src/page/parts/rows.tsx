import { useSignal } from "@preact/signals";
import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/virtual-core";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useKeys } from "../state/keys.js";
import { open } from "../state/route.js";

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
  const drawn = useSignal(0);
  const cursor = useSignal<string | number | undefined>(opened);
  const list = useRef<Virtualizer<HTMLDivElement, Element> | undefined>(undefined);
  list.current ??= new Virtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan: 8,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => drawn.value++,
  });
  const { current } = list;
  current.setOptions({
    ...current.options,
    count: items.length,
    estimateSize: () => height,
    getItemKey: (at) => keyOf(items[at] as Item),
  });
  useEffect(() => current._didMount(), [current]);
  useEffect(() => current._willUpdate());
  useEffect(() => current.measure(), [height, current]);

  const at = () => items.findIndex((item) => keyOf(item) === (opened ?? cursor.value));
  const move = (by: number) => {
    const place = Math.min(items.length - 1, Math.max(0, at() + by));
    const item = items[place];
    if (item === undefined) return;
    cursor.value = keyOf(item);
    current.scrollToIndex(place, { align: "auto" });
    if (opened !== undefined) open(linkOf(item));
    else
      requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(`[data-row="${place}"]`)?.focus());
  };
  useKeys({
    j: () => move(at() < 0 ? 1 - at() - 1 : 1),
    k: () => move(-1),
    Enter: () => {
      const item = items[at()];
      if (item !== undefined && opened === undefined) open(linkOf(item));
    },
  });
  return (
    <div class="rows" ref={box} data-drawn={drawn.value}>
      <ul class="rows-space" aria-label={label} style={{ height: `${current.getTotalSize()}px` }}>
        {current.getVirtualItems().map(({ index, start, key }) => {
          const item = items[index] as Item;
          const isOpen = keyOf(item) === opened;
          return (
            <li
              key={key}
              style={{ transform: `translateY(${start}px)`, height: `${height}px` }}
              aria-setsize={items.length}
              aria-posinset={index + 1}
            >
              <a
                href={linkOf(item)}
                class="row"
                data-row={index}
                aria-current={isOpen ? "true" : undefined}
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
