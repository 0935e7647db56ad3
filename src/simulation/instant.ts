/** Milliseconds since the Unix epoch, on the virtual clock. */
export type Instant = number;

/** `1757169743512` -> `1757169743`, as the vendor's `created` has it. */
export function unixSeconds(instant: Instant): number {
  return Math.floor(instant / 1000);
}

/** A day, or a time of day with its zone: what `Date` makes of other texts depends on where it runs. */
const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/;

/**
 * Reads an ISO 8601 text: `2027-01-01T00:00:00Z`, `2027-01-01`; `undefined` for any other, and for a day that its
 * month does not have: `Date` takes `2027-02-30` for 2 March.
 */
export function parseInstant(text: string): Instant | undefined {
  const [, year, month, day] = ISO.exec(text) ?? [];
  const instant = Number(day) <= daysOf(Number(year), Number(month)) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

/** Says of a text that is no instant that its month has no such day, as a clause; empty for any other. */
export function missingDay(text: string): string {
  const [, year, month, day] = ISO.exec(text) ?? [];
  const days = daysOf(Number(year), Number(month));
  return Number(day) > days ? `: ${year}-${month} has ${days} days` : "";
}

function daysOf(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
