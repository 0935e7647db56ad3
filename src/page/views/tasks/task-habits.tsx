import { Severity } from "../../parts/badges.js";
import { useResource } from "../../state/resource.js";
import { linkTo } from "../../state/route.js";
import type { Answer } from "../../state/source.js";

/** Costly habits of clients that showed with this task. */
export function TaskHabits({ id }: { readonly id: string }) {
  const { value } = useResource<Answer<"/_mock/habits">>(
    "/_mock/habits",
    ({ kind }) => kind === "habit" || kind === "reset",
  ).value;
  const found = value?.items.filter(({ task }) => task === id) ?? [];
  if (found.length === 0) return null;
  return (
    <>
      <h3>Habits</h3>
      <ul class="task-habits">
        {found.map(({ habit, severity, message, evidence }) => (
          <li key={habit}>
            <Severity severity={severity} /> <a href={linkTo("habits", habit)}>{habit}</a>
            <p>{message}</p>
            <p class="soft">
              Seen in{" "}
              {evidence.map((sequence) => (
                <a key={sequence} href={linkTo("requests", sequence)}>
                  #{sequence}{" "}
                </a>
              ))}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
