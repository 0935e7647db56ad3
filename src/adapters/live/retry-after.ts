/**
 * The wait that `Retry-After` asks for.
 *
 * @param header - seconds or an HTTP date
 * @param now - milliseconds since the Unix epoch, which a date is compared with
 * @returns milliseconds from 0; `undefined` when the header is absent or unreadable
 */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
