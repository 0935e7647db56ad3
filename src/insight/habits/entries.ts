import type { CallbackHappening, RequestHappening, TaskHappening } from "../../ports/journal.js";

interface Numbered {
  readonly sequence: number;
}

/** A request of the journal. */
export type RequestEntry = RequestHappening & Numbered;

/** An attempt of a callback, as the journal has it. */
export type CallbackEntry = CallbackHappening & Numbered;

/** A step of a task, as the journal has it. */
export type TaskEntry = TaskHappening & Numbered;
