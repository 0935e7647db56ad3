import { Empty } from "../../parts/empty.js";
import { Rows } from "../../parts/rows.js";
import { SearchBox } from "../../parts/search-box.js";
import { Split } from "../../parts/split.js";
import { linkTo, route } from "../../state/route.js";
import { areTasksRead, tasks } from "../../state/tasks.js";
import { TaskDetail } from "./task-detail.js";
import { TaskLine } from "./task-line.js";
import { taskSearch } from "./task-search.js";
import "./tasks.css";

/** Pixels of a row: two lines of text. */
const ROW = 58;

/** All tasks, the newest first, and the one that is open. */
export function TasksView() {
  const { id, query } = route.value;
  const search = query.get("q") ?? "";
  const shown = tasks.value.filter(taskSearch(search)).reverse();
  const kept: Record<string, string> = search === "" ? {} : { q: search };
  return (
    <Split
      label={`Task ${id ?? ""}`}
      close={linkTo("tasks", undefined, kept)}
      detail={id === undefined ? undefined : <TaskDetail key={id} id={id} />}
      list={
        <>
          <div class="list-head">
            <h1>Tasks</h1>
            <SearchBox label="Search tasks" hint="prompt, status:failed, key:, code:" />
            <span class="count">
              {shown.length === tasks.value.length
                ? shown.length
                : `${shown.length} of ${tasks.value.length}`}
            </span>
          </div>
          {shown.length === 0 ? (
            <Nothing isSearched={tasks.value.length > 0} />
          ) : (
            <Rows
              label="Tasks"
              items={shown}
              height={ROW}
              keyOf={(task) => task.id}
              linkOf={(task) => linkTo("tasks", task.id, kept)}
              opened={id}
              render={(task) => <TaskLine task={task} />}
            />
          )}
        </>
      }
    />
  );
}

function Nothing({ isSearched }: { readonly isSearched: boolean }) {
  if (isSearched) return <Empty title="No task fits the search" />;
  if (!areTasksRead.value) return null;
  return (
    <Empty title="No tasks yet">
      <p>
        Submit one with your client at <code>{location.origin}</code>, or{" "}
        <a href={linkTo("compose")}>compose a request</a> here.
      </p>
    </Empty>
  );
}
