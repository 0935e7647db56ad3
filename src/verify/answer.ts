/** The answer to a request, as it was received. */
export interface ReceivedAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body, cut where it is longer than anything documented. */
  readonly text: string;
  /** The body as JSON; `undefined` when it is none. */
  readonly json: unknown;
}

const SHOWN = 160;

/** An answer in one line. */
export function shownAnswer({ status, headers, text }: ReceivedAnswer): string {
  const target = headers["location"];
  if (status >= 300 && status < 400 && target !== undefined) {
    return `${status} to ${oneLine(target)}, and redirects are not followed`;
  }
  return text.trim() === "" ? `${status} without a body` : `${status} ${oneLine(text)}`;
}

/** A text without line breaks, cut. */
export function oneLine(text: string): string {
  // Characters that would disturb a terminal have no place in a report.
  const line = text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}...` : line;
}

/** A member of a JSON object; `undefined` for anything else. */
export function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
