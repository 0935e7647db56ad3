import { clock } from "../state/clock.js";

const two = (number: number) => String(number).padStart(2, "0");

/** `14:03:21`, in UTC as all of the mock's times are. */
export function timeText(date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** `2026-11-30 14:03:21` */
export function dateText(date: Date): string {
  return `${date.toISOString().slice(0, 10)} ${timeText(date)}`;
}

/** A length of time in its two largest units: `3 s`, `2 min 5 s`, `1 h 4 min`, `2 d 3 h`. */
export function spanText(milliseconds: number): string {
  const seconds = Math.round(Math.abs(milliseconds) / 1000);
  const units: readonly (readonly [string, number])[] = [
    ["d", 86_400],
    ["h", 3600],
    ["min", 60],
    ["s", 1],
  ];
  const first = units.findIndex(([, size]) => seconds >= size);
  if (first < 0) return "0 s";
  let left = seconds;
  const parts = units.slice(first, first + 2).map(([name, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? "" : `${count} ${name}`;
  });
  return parts.filter((part) => part !== "").join(" ");
}

/** An instant of virtual time, with its date on hover. */
export function When({ at }: { readonly at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${dateText(date)} UTC (virtual)`}>
      {timeText(date)}
    </time>
  );
}

/** How long ago an instant is on the virtual clock; `in 3 s` for one to come. */
export function Age({ at }: { readonly at: string }) {
  const now = clock.value?.now.getTime();
  const date = new Date(at);
  const age = now === undefined ? undefined : now - date.getTime();
  const text =
    age === undefined
      ? timeText(date)
      : age < -500
        ? `in ${spanText(age)}`
        : age < 1000
          ? "now"
          : `${spanText(age)} ago`;
  return (
    <time dateTime={at} title={`${dateText(date)} UTC (virtual)`}>
      {text}
    </time>
  );
}
