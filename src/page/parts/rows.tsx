import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useKeys } from "../state/keys.js";
import { open } from "../state/route.js";
import { useRowsInSight } from "./rows-in-sight.js";

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
  const sight = useRowsInSight(box, height, items.length);

  const at = () => items.findIndex((item) => keyOf(item) === (opened ?? cursor.value));
  const move = (by: number) => {
    const place = Math.min(items.length - 1, Math.max(0, at() + by));
    const item = items[place];
    if (item === undefined) return;
    const key = keyOf(item);
    cursor.value = key;
    sight.scrollTo(place);
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
    j: () => move(at() < 0 ? 1 - at() - 1 : 1),
    k: () => move(-1),
    Enter: () => {
      const item = items[at()];
      if (item !== undefined && opened === undefined) open(linkOf(item));
    },
  });
  return (
    <div class="rows" ref={box}>
      <ul class="rows-space" aria-label={label} style={{ height: `${items.length * height}px` }}>
        {items.slice(sight.first, sight.end).map((item, place) => {
          const index = sight.first + place;
          const isOpen = keyOf(item) === opened;
          return (
            <li
              key={keyOf(item)}
              style={{ transform: `translateY(${index * height}px)`, height: `${height}px` }}
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
