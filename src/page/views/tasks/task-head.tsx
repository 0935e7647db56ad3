import { TaskStatus } from "../../parts/badges.js";
import { CopyButton } from "../../parts/copy.js";
import type { Schemas } from "../../state/source.js";

/** Which task it is, and how it stands. */
export function TaskHead({ task: { id, status, progress, error } }: { readonly task: Schemas["Task"] }) {
  return (
    <>
      <header class="detail-head">
        <h2 class="mono">{id}</h2>
        <CopyButton text={id} label="Copy id" />
        <TaskStatus status={status} />
        {status === "processing" ? (
          <span class="task-progress">
            <progress max={100} value={progress} aria-label="Progress" /> {progress} %
          </span>
        ) : null}
      </header>
      {error === undefined ? null : (
        <p class="task-error">
          <code>{error.code}</code> {error.message}
        </p>
      )}
    </>
  );
}
