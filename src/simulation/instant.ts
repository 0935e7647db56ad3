/** Milliseconds since the Unix epoch, on the virtual clock. */
export type Instant = number;

/** `1757169743512` -> `1757169743`, as the vendor's `created` has it. */
export function unixSeconds(instant: Instant): number {
  return Math.floor(instant / 1000);
}

/** A day, or a time of day with its zone: what `Date` makes of other texts depends on where it runs. */
const ISO = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/** Reads an ISO 8601 text: `2027-01-01T00:00:00Z`, `2027-01-01`; `undefined` for any other. */
export function parseInstant(text: string): Instant | undefined {
  const instant = ISO.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
