import { TaskStatus } from "../../parts/badges.js";
import { Age } from "../../parts/when.js";
import type { TaskRow } from "../../state/tasks.js";

/** The columns' names above the rows. */
export function TaskHeadings() {
  return (
    <div class="task-wide task-headings" aria-hidden="true">
      {["Prompt", "Status", "", "Model", "Key", "Submitted"].map((name, at) => (
        <span key={at}>{name}</span>
      ))}
    </div>
  );
}

/** A task as a row, what was asked for and where it stands: columns where there is room, else two lines. */
export function TaskLine({ task, isWide }: { readonly task: TaskRow; readonly isWide: boolean }) {
  const { model, status, key, created } = task;
  const shortModel = model.replace(/^wan2\.7-/, "");
  if (isWide)
    return (
      <div class="task-wide">
        <Prompt task={task} />
        <TaskStatus status={status} />
        <Standing task={task} />
        <span title={model}>{shortModel}</span>
        <span class="mono soft">{key}</span>
        <Age at={created} />
      </div>
    );
  return (
    <div class="task-line">
      <div class="task-top">
        <Prompt task={task} />
        <TaskStatus status={status} />
      </div>
      <div class="task-facts">
        <span>{shortModel}</span>
        <span class="mono">{key}</span>
        <Standing task={task} />
        <Age at={created} />
      </div>
    </div>
  );
}

function Prompt({ task: { prompt } }: { readonly task: TaskRow }) {
  return <span class="task-prompt">{prompt === "" ? <em>no prompt</em> : prompt}</span>;
}

/** How far it is, or why it failed. */
function Standing({ task: { status, progress, code } }: { readonly task: TaskRow }) {
  if (code !== undefined) return <span class="error-text">{code}</span>;
  if (status !== "processing") return <span />;
  return (
    <progress max={100} value={progress} aria-label="Progress">
      {progress} %
    </progress>
  );
}
