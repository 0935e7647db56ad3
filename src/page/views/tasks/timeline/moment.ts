/** How something went: it decides the colour, its text says it too. */
export type Tone = "good" | "bad" | "warn" | "still";

/** Something that happened to a task at an instant. */
export interface Moment {
  readonly key: string;
  /** Virtual time, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** Its end, `at` where it took no time. */
  readonly until: number;
  readonly tone: Tone;
  /** What it is one of, for a group of them: `query`, `attempt`. */
  readonly kind: string;
  /** A word in the picture; empty for a mere line. */
  readonly text: string;
  /** The whole of it in a sentence. */
  readonly title: string;
  /** What tells more, as `linkTo` takes it. */
  readonly link: { readonly view: string; readonly id: number } | undefined;
}

/** Moments in order of time; those of one instant as they came. */
export function inOrder(moments: readonly Moment[]): readonly Moment[] {
  return moments.toSorted((one, other) => one.at - other.at);
}
