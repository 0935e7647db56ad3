import { TASK_ERROR_TYPE, taskFailures } from "../../contract/task-failures.js";
import type { TaskOutcome } from "../task.js";

/** The failure of that code; without a message it has the one that the code is documented with. */
export function failureWith(code: string, message?: string): TaskOutcome {
  const standard = Object.hasOwn(taskFailures, code) ? taskFailures[code] : undefined;
  return { kind: "failed", error: { code, message: message ?? standard ?? code, type: TASK_ERROR_TYPE } };
}
