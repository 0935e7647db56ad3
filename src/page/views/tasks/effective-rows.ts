import type { Schemas } from "../../state/schemas.js";

/** A parameter as it was sent, and as the service works with it. */
export interface EffectiveRow {
  readonly param: string;
  /** `undefined` where it was not sent. */
  readonly sent: unknown;
  /** `undefined` where it is not used. */
  readonly used: unknown;
  /** What was done with it; empty where it is used as it was sent. */
  readonly note: string;
}

/** All parameters that were sent or have a default; those sent first. */
export function effectiveRows(
  request: Readonly<Record<string, unknown>>,
  { parameters, cut, ignored }: Schemas["EffectiveRequest"],
): readonly EffectiveRow[] {
  const used = parameters as Readonly<Record<string, unknown>>;
  const params = new Set([...Object.keys(request), ...Object.keys(used)]);
  return [...params].map((param) => {
    const why = ignored.find((one) => one.param === param)?.why;
    const kept = cut.find((one) => one.param === param)?.keptCharacters;
    const [was, is] = [request[param], why === undefined ? used[param] : undefined];
    return { param, sent: was, used: is, note: noteOf({ was, is, why, kept }) };
  });
}

function noteOf({
  was,
  is,
  why,
  kept,
}: {
  readonly was: unknown;
  readonly is: unknown;
  readonly why: string | undefined;
  readonly kept: number | undefined;
}): string {
  if (why !== undefined) return `ignored: ${why}`;
  if (kept !== undefined) return `cut to ${kept} characters`;
  if (was === undefined) return "default";
  return JSON.stringify(was) === JSON.stringify(is) ? "" : "changed";
}
