import { useEffect } from "preact/hooks";
import { Severity } from "../../parts/badges.js";
import { Empty } from "../../parts/empty.js";
import { SourceText } from "../../parts/source-text.js";
import { constant, useResource } from "../../state/resource.js";
import { route } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { Findings } from "./findings.js";
import { type SeenHabit, seenHabits } from "./habits.js";
import "./habits.css";
import "../../parts/table.css";

type Seen = SeenHabit<Schemas["Habit"], Schemas["HabitFinding"]>;

/** Habits of clients that cost money or patience in production: what was seen, and what is looked for. */
export function HabitsView() {
  const { id } = route.value;
  const catalogue = constant<Schemas["HabitCatalogue"]>("/_mock/habits/catalogue").value;
  // Some habits show only when time passes.
  const found = useResource<Schemas["HabitList"]>(
    "/_mock/habits",
    ({ kind }) => kind === "habit" || kind === "clock" || kind === "reset",
  ).value;
  const error = catalogue.error ?? found.error;
  const isRead = catalogue.value !== undefined && found.value !== undefined;
  useEffect(() => {
    if (isRead && id !== undefined) document.getElementById(`habit-${id}`)?.scrollIntoView();
  }, [id, isRead]);
  if (catalogue.value === undefined || found.value === undefined)
    return error === undefined ? null : <Empty title={error.message} />;
  const habits = seenHabits(catalogue.value.items, found.value.items);
  const seen = habits.filter(({ findings }) => findings.length > 0);
  const unseen = habits.filter(({ findings }) => findings.length === 0);
  return (
    <div class="sheet">
      <div class="list-head">
        <h1>Habits</h1>
        <span class="count">{seen.length === 0 ? "" : `${seen.length} of ${habits.length} seen`}</span>
      </div>
      {seen.length === 0 ? (
        <Empty title="No costly habits seen">
          <p>What clients do that costs money or patience in production is told here as it happens.</p>
        </Empty>
      ) : (
        seen.map((one) => <HabitCard key={one.habit.id} seen={one} isOpen={one.habit.id === id} />)
      )}
      {unseen.length === 0 ? null : (
        <section class="habits-unseen" aria-labelledby="habits-unseen">
          <h2 id="habits-unseen">
            Not seen <span class="count">{unseen.length}</span>
          </h2>
          {unseen.map(({ habit }) => (
            <details key={habit.id} id={`habit-${habit.id}`} open={habit.id === id}>
              <summary>
                <span class="mono">{habit.id}</span> <span class="soft">{habit.summary}</span>
              </summary>
              <About habit={habit} />
            </details>
          ))}
        </section>
      )}
    </div>
  );
}

function HabitCard({ seen: { habit, findings }, isOpen }: { readonly seen: Seen; readonly isOpen: boolean }) {
  const { id, summary } = habit;
  const worst = findings.some(({ severity }) => severity === "error") ? "error" : "warn";
  return (
    <section
      id={`habit-${id}`}
      class={isOpen ? "habit habit-open" : "habit"}
      aria-labelledby={`habit-${id}-title`}
    >
      <header>
        <h2 class="mono" id={`habit-${id}-title`}>
          {id}
        </h2>
        <Severity severity={worst} />
        <span class="count">{findings.length === 1 ? "once" : `${findings.length} times`}</span>
      </header>
      <p>{summary}</p>
      <About habit={habit} />
      <Findings habit={id} findings={findings} />
    </section>
  );
}

function About({ habit: { cost, advice, source } }: { readonly habit: Schemas["Habit"] }) {
  return (
    <dl class="facts">
      <dt>Cost</dt>
      <dd>{cost}</dd>
      <dt>Instead</dt>
      <dd>{advice}</dd>
      <dt>Source</dt>
      <dd>
        <SourceText source={source} />
      </dd>
    </dl>
  );
}
