/** Milliseconds since the Unix epoch, on the virtual clock. */
export type Instant = number;

/** `1757169743512` -> `1757169743`, as the vendor's `created` has it. */
export function unixSeconds(instant: Instant): number {
  return Math.floor(instant / 1000);
}
