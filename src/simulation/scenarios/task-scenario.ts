/** What can be seen of a task beside its plan and outcome. */
export type TaskQuirk = "stuck-at-99" | "progress-jumps" | "completed-without-results" | "status-cancelled";

/** What happens to the callback of a task. */
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
  /** What answers call it, where that is another name: that of a scenario file. */
  readonly shownAs?: string;
}

/** What was forced on a task when it was submitted. */
export interface TaskScenario {
  /** As they were asked for. */
  readonly names: readonly string[];
  readonly quirk?: TaskQuirk;
  readonly callback?: CallbackFault;
  readonly query?: CallScenario;
  readonly download?: CallScenario;
}
