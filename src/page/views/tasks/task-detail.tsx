import { TaskStatus } from "../../parts/badges.js";
import { CopyButton } from "../../parts/copy.js";
import { Empty } from "../../parts/empty.js";
import { Json } from "../../parts/json.js";
import { useResource } from "../../state/resource.js";
import { isReport, type Schemas } from "../../state/source.js";

/** Everything about a task. */
export function TaskDetail({ id }: { readonly id: string }) {
  const { value: task, error } = useResource<Schemas["Task"]>(
    `/_mock/tasks/${encodeURIComponent(id)}`,
    (entry) => ("task" in entry && entry.task === id) || entry.kind === "clock" || entry.kind === "reset",
  ).value;
  if (task === undefined) return error === undefined ? null : <Empty title={error.message} />;
  const [result] = task.results ?? [];
  return (
    <div class="detail">
      <header class="detail-head">
        <h2 class="mono">{task.id}</h2>
        <CopyButton text={task.id} label="Copy id" />
        <TaskStatus status={task.status} />
      </header>
      {result === undefined ? null : isReport ? (
        <p class="soft">The result is not in the report.</p>
      ) : (
        // The card has no speech: its captions are its picture.
        // biome-ignore lint: see above
        <video class="player" controls preload="metadata" src={new URL(result).pathname} />
      )}
      <h3>Request</h3>
      <Json label="Request" value={task.request} />
    </div>
  );
}
