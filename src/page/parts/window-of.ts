/** Rows beyond the ones in sight that are drawn too, so that scrolling shows no gaps. */
const BEYOND = 8;

/** Which rows of a list are drawn: from `first` on, before `end`. */
export interface RowWindow {
  readonly first: number;
  readonly end: number;
}

/**
 * The rows in sight of a list whose rows are all of one height, and some beyond.
 *
 * @param scrolled - pixels above what is in sight
 * @param sight - pixels in sight
 * @param height - pixels of a row
 */
export function windowOf(count: number, scrolled: number, sight: number, height: number): RowWindow {
  const first = Math.max(0, Math.min(count, Math.floor(scrolled / height)) - BEYOND);
  return { first, end: Math.min(count, Math.ceil((scrolled + sight) / height) + BEYOND) };
}

/** Pixels to be scrolled so that a row is in sight: as few as do it. */
export function scrollTo(place: number, scrolled: number, sight: number, height: number): number {
  const top = place * height;
  if (top < scrolled) return top;
  return top + height > scrolled + sight ? top + height - sight : scrolled;
}
