/** An oddity that a task shows beside its plan and outcome. */
export type TaskQuirk = "stuck-at-99" | "progress-jumps" | "completed-without-results" | "status-cancelled";

/** A fault of the callback of a task. */
export type CallbackFault =
  | "callback-late"
  | "callback-twice"
  | "callback-reordered"
  | "callback-dropped"
  | "callback-before-settle";

/** A scenario that hits calls about one task, the first `times` of them or all. */
export interface CallScenario {
  /** Name within its operation. */
  readonly name: string;
  readonly times?: number;
  readonly used: number;
  /** Its name in answers, where that is another one: that of a scenario file. */
  readonly shownAs?: string;
}

/** Scenarios that a task was submitted with. */
export interface TaskScenario {
  /** As they were asked for. */
  readonly names: readonly string[];
  readonly quirk?: TaskQuirk;
  readonly callback?: CallbackFault;
  readonly query?: CallScenario;
  readonly download?: CallScenario;
}
