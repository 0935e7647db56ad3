import { useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { Empty } from "../../parts/empty.js";
import { useResource } from "../../state/resource.js";
import type { Schemas } from "../../state/source.js";
import { tasks } from "../../state/tasks.js";
import { TaskActions } from "./task-actions.js";
import { entriesOf } from "./task-entries.js";
import { TaskFacts } from "./task-facts.js";
import { TaskHabits } from "./task-habits.js";
import { TaskHead } from "./task-head.js";
import { TaskJournal } from "./task-journal.js";
import { TaskRequest } from "./task-request.js";
import { TaskResult } from "./task-result.js";
import { Timeline } from "./timeline/timeline.js";
import "./task-detail.css";

/** Everything about a task. */
export function TaskDetail({ id }: { readonly id: string }) {
  const { value: read, error } = useResource<Schemas["Task"]>(
    `/_mock/tasks/${encodeURIComponent(id)}`,
    (entry) => ("task" in entry && entry.task === id) || entry.kind === "clock" || entry.kind === "reset",
  ).value;
  const entries = useMemo(() => entriesOf(id), [id]).value;
  const row = useComputed(() => tasks.value.find((one) => one.id === id)).value;
  if (read === undefined || error?.status === 404)
    return error === undefined ? null : <Empty title={error.message} />;
  // What time alone does to a live task has no event: the list looks again and again.
  const isLive = read.timeline.ended === null && row?.ended === null;
  const task = isLive ? { ...read, status: row.status, progress: row.progress } : read;
  return (
    <div class="detail">
      <TaskHead task={task} />
      <TaskActions task={task} />
      <Timeline task={task} entries={entries} />
      <div class="task-columns">
        <TaskResult task={task} />
        <TaskFacts task={task} />
      </div>
      <TaskRequest task={task} entries={entries} />
      <TaskHabits id={id} />
      <TaskJournal task={task} entries={entries} />
    </div>
  );
}
