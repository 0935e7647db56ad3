import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useKeys } from "../state/keys.js";
import "./grouped.css";

export interface Group<Item> {
  readonly title: string;
  readonly items: readonly Item[];
}

interface GroupedProps<Item> {
  readonly groups: readonly Group<Item>[];
  readonly keyOf: (item: Item) => string;
  /** Where a click on a row leads. */
  readonly linkOf: (item: Item) => string;
  readonly render: (item: Item) => ComponentChildren;
  /** Key of the row that is open. */
  readonly opened: string | undefined;
}

/** A catalogue of some hundreds of rows under headings; groups without rows are left out. `j` and `k` move among the rows. */
export function Grouped<Item>({ groups, keyOf, linkOf, render, opened }: GroupedProps<Item>) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  }, [opened]);
  const move = (by: number) => {
    const rows = [...(box.current?.querySelectorAll<HTMLAnchorElement>("a.grouped-row") ?? [])];
    const at = rows.findIndex((row) => row === document.activeElement || row.ariaCurrent === "true");
    const row = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + by))];
    row?.focus();
    if (opened !== undefined) row?.click();
  };
  useKeys({ j: () => move(1), k: () => move(-1) });
  return (
    <div class="grouped" ref={box}>
      {groups
        .filter(({ items }) => items.length > 0)
        .map(({ title, items }) => (
          <section key={title}>
            <h2 class="grouped-title">
              {title} <span class="count">{items.length}</span>
            </h2>
            <ul>
              {items.map((item) => (
                <li key={keyOf(item)}>
                  <a
                    class="grouped-row"
                    href={linkOf(item)}
                    aria-current={keyOf(item) === opened ? "true" : undefined}
                  >
                    {render(item)}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}
