/** What was seen of one submit and its task, beside what its scenario says: the member `recording` of a scenario. */
export interface Recording {
  /** Instant of the submit, in ISO 8601. */
  readonly submitted: string;
  /** Recorded by a proxy that passed the submit on: the answers are those of a service. */
  readonly live?: true;
  readonly task?: string;
  /** As it was sent, without its query string. */
  readonly callback_url?: string;
  readonly credits?: RecordedCredits;
  /** Answers to queries of the task, in order. */
  readonly polls?: readonly RecordedPoll[];
  /** Further polls that are not listed. */
  readonly more_polls?: number;
  readonly end?: RecordedEnd;
  /** Attempts to call back, in order. */
  readonly callbacks?: readonly RecordedAttempt[];
  /** What the answers and the contract disagree about, as sentences. */
  readonly disagreements?: readonly string[];
  /** The task had not ended when recording stopped. */
  readonly unfinished?: true;
}

export interface RecordedCredits {
  /** Credits that the submit reserved. */
  readonly reserved?: number;
  /** Credits that were charged at the end; 0 when they were given back. */
  readonly charged?: number;
}

/** One answer to a query. */
export interface RecordedPoll {
  /** Duration after the submit. */
  readonly at: string;
  readonly status?: string;
  /** Whole percent. */
  readonly progress?: number;
  /** HTTP status of an answer that showed no task; 0 where no answer came. */
  readonly answer?: number;
  readonly code?: string;
}

/** How a task ended. */
export interface RecordedEnd {
  /** Duration after the submit. */
  readonly at: string;
  readonly status: string;
  /** Hash of the link to the result, which is not kept. */
  readonly result?: string;
  /** The result itself, where it was kept. */
  readonly video?: RecordedVideo;
  /** The task completed and had no results. */
  readonly without_results?: true;
  readonly error?: { readonly code: string; readonly message?: string; readonly type?: string };
}

/** The result of a task, kept beside its recording. */
export interface RecordedVideo {
  /** Name of the file, in the folder of the recording. */
  readonly file: string;
  /** SHA-256 of its bytes, 64 hexadecimal digits. */
  readonly sha256: string;
}

/** One attempt of a callback, or a delivery that was withheld. */
export interface RecordedAttempt {
  /** Duration after the submit. */
  readonly at: string;
  /** From 1; 0 for a delivery that was withheld. */
  readonly attempt: number;
  readonly state: "pending" | "delivered" | "given-up" | "withheld";
  /** HTTP status of the receiver's answer. */
  readonly status?: number;
  readonly error?: string;
}
