import type { CallbackEvent, Numbered, RequestEvent, TaskEvent } from "../../ports/journal.js";

/** A request of the journal. */
export type RequestEntry = RequestEvent & Numbered;

/** An attempt of a callback, as the journal has it. */
export type CallbackEntry = CallbackEvent & Numbered;

/** A step of a task, as the journal has it. */
export type TaskEntry = TaskEvent & Numbered;
