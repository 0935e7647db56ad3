/** The price of a model that the price list does not have, or has otherwise. */
export interface ModelPrice {
  /** Credits for a second of the result: one number, or one for each `quality`. */
  readonly creditsPerSecond?: number | Readonly<Record<string, number>>;
  /** Credits for a task, however long its result; in place of `creditsPerSecond`. */
  readonly creditsPerTask?: number;
  /** Whether the seconds of `video_urls` are billed beside those of the result. Default `false`. */
  readonly billsInput?: boolean;
}
