import { useMemo } from "preact/hooks";
import { Empty } from "../../parts/empty.js";
import { ListHead } from "../../parts/list-head.js";
import { Rows } from "../../parts/rows.js";
import { Split } from "../../parts/split.js";
import { linkTo, route } from "../../state/route.js";
import { readSearch, rememberingFilter } from "../../state/search.js";
import { isReport } from "../../state/source.js";
import { areTasksRead, type TaskRow, tasks } from "../../state/tasks.js";
import { useMedia } from "../../state/use-media.js";
import { TaskDetail } from "./task-detail.js";
import { TaskHeadings, TaskLine } from "./task-line.js";
import { taskGrammar } from "./task-search.js";
import "./tasks.css";

/** Pixels of a row: one line of columns, or two lines where there is no room for them. */
const [ROW, TALL_ROW] = [36, 58];

/** All tasks, the newest first, and the one that is open. */
export function TasksView() {
  const { id, query } = route.value;
  const text = query.get("q") ?? "";
  const isWide = useMedia("(min-width: 72rem)") && id === undefined;
  const { problems, filter } = useMemo(() => {
    const search = readSearch(text, taskGrammar);
    return { problems: search.problems, filter: rememberingFilter<TaskRow>(search.matches) };
  }, [text]);
  const shown = filter(tasks.value).reverse();
  const kept: Record<string, string> = text === "" ? {} : { q: text };
  return (
    <Split
      label={`Task ${id ?? ""}`}
      close={linkTo("tasks", undefined, kept)}
      detail={id === undefined ? undefined : <TaskDetail key={id} id={id} />}
      list={
        <>
          <ListHead
            title="Tasks"
            hint="model: status: key: code: or text"
            fields={taskGrammar.fields}
            text="Text in prompt, id, model, status, key, code"
            problems={problems}
            shown={shown.length}
            all={tasks.value.length}
          />
          {shown.length === 0 ? (
            <Nothing isSearched={tasks.value.length > 0} />
          ) : (
            <>
              {isWide ? <TaskHeadings /> : null}
              <Rows
                label="Tasks"
                items={shown}
                height={isWide ? ROW : TALL_ROW}
                keyOf={(task) => task.id}
                linkOf={(task) => linkTo("tasks", task.id, kept)}
                opened={id}
                render={(task) => <TaskLine task={task} isWide={isWide} />}
              />
            </>
          )}
        </>
      }
    />
  );
}

function Nothing({ isSearched }: { readonly isSearched: boolean }) {
  if (isSearched)
    return (
      <Empty title="No task matches the search">
        <a href={linkTo("tasks")}>Show all</a>
      </Empty>
    );
  if (!areTasksRead.value) return null;
  if (isReport) return <Empty title="No tasks in this run" />;
  return (
    <Empty title="No tasks yet">
      <p>
        Submit one with your client at <code>{location.origin}</code>, or{" "}
        <a href={linkTo("compose")}>compose a request</a> here.
      </p>
    </Empty>
  );
}
