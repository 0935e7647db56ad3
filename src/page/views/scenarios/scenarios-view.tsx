import { Empty } from "../../parts/empty.js";
import { Grouped } from "../../parts/grouped.js";
import { QueueList } from "../../parts/queue-list.js";
import { SearchBox } from "../../parts/search-box.js";
import { Split } from "../../parts/split.js";
import { useResource } from "../../state/resource.js";
import { linkTo, route } from "../../state/route.js";
import { byKind, type Scenario, scenarioNamed } from "../../state/scenarios.js";
import type { Schemas } from "../../state/source.js";
import { ScenarioDetail } from "./scenario-detail.js";
import "./scenarios.css";

/** All scenarios by kind, how often each was used, and what is queued. */
export function ScenariosView() {
  const { id, query } = route.value;
  const search = query.get("q") ?? "";
  const { value, error } = useResource<Schemas["ScenarioList"]>(
    "/_mock/scenarios",
    (entry) => (entry.kind === "request" && entry.scenario !== undefined) || entry.kind === "reset",
  ).value;
  if (value === undefined) return error === undefined ? null : <Empty title={error.message} />;
  const groups = byKind(value.items, search);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  const opened = id === undefined ? undefined : scenarioNamed(value.items, id);
  const kept: Record<string, string> = search === "" ? {} : { q: search };
  return (
    <Split
      label={`Scenario ${id ?? ""}`}
      close={linkTo("scenarios", undefined, kept)}
      detail={
        id === undefined ? undefined : opened === undefined ? (
          <Empty title={`There is no scenario ${id}`} />
        ) : (
          <ScenarioDetail key={opened.name} scenario={opened} />
        )
      }
      list={
        <>
          <div class="list-head">
            <h1>Scenarios</h1>
            <SearchBox label="Search scenarios" hint="name, status, summary" />
            <span class="count">
              {count === value.items.length ? count : `${count} of ${value.items.length}`}
            </span>
          </div>
          <QueueList />
          {count === 0 ? (
            <Empty title="No scenario fits the search" />
          ) : (
            <Grouped
              groups={groups}
              keyOf={({ name }) => name}
              linkOf={({ name }) => linkTo("scenarios", name, kept)}
              opened={opened?.name}
              render={(scenario) => <ScenarioLine scenario={scenario} />}
            />
          )}
        </>
      }
    />
  );
}

function ScenarioLine({ scenario: { name, summary, used } }: { readonly scenario: Scenario }) {
  return (
    <>
      <div class="grouped-top">
        <span class="mono">{name}</span>
        {used === 0 ? null : <span class="badge">used {used.toLocaleString("en-US")}</span>}
      </div>
      <span class="grouped-text">{summary}</span>
    </>
  );
}
