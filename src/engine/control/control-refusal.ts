import { KitError, type KitErrorCode } from "../../errors/kit-error.js";

const codes = {
  invalid: "INVALID_OPTION",
  "unknown account": "INVALID_OPTION",
  "unknown task": "UNKNOWN_TASK",
  "already ended": "TASK_STATE",
  "would fall": "TASK_STATE",
  "not ended": "TASK_STATE",
  "no callback": "TASK_STATE",
  "too many pending": "TASK_STATE",
} as const satisfies Readonly<Record<string, KitErrorCode>>;

/** Why a control command is not carried out. */
export type ControlReason = keyof typeof codes;

/** A control command that is not carried out; nothing was changed. */
export class ControlRefusal extends KitError {
  /**
   * @param sentence - what is wrong
   * @param advice - what a test can do about it, or the value that it gave; follows the sentence in `message`
   */
  constructor(
    readonly reason: ControlReason,
    readonly sentence: string,
    advice = "",
  ) {
    super(codes[reason], sentence + advice);
  }
}
