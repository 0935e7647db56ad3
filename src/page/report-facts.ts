/** What a report tells of itself; the page reads it as the answer to `report`. */
export interface ReportFacts {
  readonly title: string;
  /** When it was saved, in ISO 8601 and real time. */
  readonly saved: string;
  /** Version of wan-mock. */
  readonly version: string;
  /** Seed of the mock; absent in a report of many. */
  readonly seed?: number;
  /** Names of the views that it has answers for, the one that opens first. */
  readonly views: readonly string[];
  /** Sentences about what was left out. */
  readonly leftOut: readonly string[];
}
