/** What is marked at an instant. */
interface Marked {
  /** Milliseconds. */
  readonly at: number;
}

/** Marks that stand too close to tell apart, or one that stands alone. */
export interface MarkGroup<Item> {
  /** In order of time; one at least. */
  readonly items: readonly [Item, ...Item[]];
  /** Pixels. */
  readonly left: number;
  readonly right: number;
}

/** Pixels of a group's label at the least. */
const GROUP_PX = 26;

/** Pixels between two marks that are told apart. */
const GAP_PX = 3;

/**
 * Joins marks whose drawings would overlap. Groups keep the order, and no two overlap.
 *
 * @param items - in order of time
 * @param place - pixels of an instant
 * @param widthOf - pixels that a mark takes, from its place to the right
 */
export function groupMarks<Item extends Marked>(
  items: readonly Item[],
  place: (at: number) => number,
  widthOf: (item: Item) => number,
): readonly MarkGroup<Item>[] {
  const groups: { items: [Item, ...Item[]]; left: number; right: number }[] = [];
  for (const item of items) {
    const left = place(item.at);
    const right = left + widthOf(item);
    const last = groups.at(-1);
    if (last === undefined || left >= last.right + GAP_PX) {
      groups.push({ items: [item], left, right });
      continue;
    }
    last.items.push(item);
    last.right = Math.max(last.left + GROUP_PX, last.right, left + GAP_PX);
  }
  return groups;
}
