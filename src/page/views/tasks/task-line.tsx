import { TaskStatus } from "../../parts/badges.js";
import { Age } from "../../parts/when.js";
import type { TaskRow } from "../../state/tasks.js";

/** A task as a row: what was asked for, and where it stands. */
export function TaskLine({ task }: { readonly task: TaskRow }) {
  const { model, status, progress, key, prompt, created, code } = task;
  return (
    <div class="task-line">
      <div class="task-top">
        <span class="task-prompt">{prompt === "" ? <em>no prompt</em> : prompt}</span>
        <TaskStatus status={status} />
      </div>
      <div class="task-facts">
        <span>{model.replace(/^wan2\.7-/, "")}</span>
        <span class="mono">{key}</span>
        {code === undefined ? null : <span class="error-text">{code}</span>}
        {status === "processing" ? (
          <progress max={100} value={progress} aria-label="Progress">
            {progress} %
          </progress>
        ) : null}
        <Age at={created} />
      </div>
    </div>
  );
}
