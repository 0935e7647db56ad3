import { Check, TriangleAlert } from "lucide";
import { Empty } from "../../parts/empty.js";
import { Icon } from "../../parts/icon.js";
import { SearchBox } from "../../parts/search-box.js";
import { useResource } from "../../state/resource.js";
import { linkTo, replace, route } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { CoverageNotes } from "./coverage-notes.js";
import { type CoverageRow, rowsOf } from "./coverage-rows.js";
import { CoverageTable } from "./coverage-table.js";
import "./coverage.css";

type Coverage = Schemas["Coverage"];
type Section = Schemas["CoverageSection"];

/** How much of the contract was exercised: in total, by section, item by item. */
export function CoverageView() {
  const { value: coverage, error } = useResource<Coverage>("/_mock/coverage", (entry) =>
    ["request", "task", "callback", "reset"].includes(entry.kind),
  ).value;
  if (coverage === undefined) return error === undefined ? null : <Empty title={error.message} />;
  const { id: section, query } = route.value;
  const search = {
    text: query.get("q") ?? "",
    model: query.get("model") ?? undefined,
    missingOnly: query.get("missing") !== null,
  };
  const shown = coverage.groups
    .filter(({ group }) => section === undefined || group === section)
    .map((group) => ({ group, rows: rowsOf(group.group, coverage.items, search) }));
  const isNarrowed = search.text !== "" || search.missingOnly;
  const tables = isNarrowed ? shown.filter(({ rows }) => rows.length > 0) : shown;
  return (
    <div class="coverage">
      <Filter coverage={coverage} rows={shown.flatMap(({ rows }) => rows)} />
      <div class="coverage-body">
        <Total coverage={coverage} />
        <CoverageNotes />
        <nav class="coverage-cards" aria-label="Sections">
          {coverage.groups.map((one) => (
            <Card key={one.group} section={one} isChosen={one.group === section} />
          ))}
        </nav>
        {tables.length === 0 ? <NothingFits isSearched={search.text !== ""} /> : null}
        {tables.map(({ group, rows }) => (
          <CoverageTable key={group.group} section={group} rows={rows} />
        ))}
        <p class="soft coverage-end">
          Every item counts one. The total is that of all items but those of sections marked “not in the
          total”.
        </p>
      </div>
    </div>
  );
}

/** The address of the view with another filter; what is empty leaves it. */
function linkWith(section: string | undefined, changes: Readonly<Record<string, string>>): string {
  const kept = { ...Object.fromEntries(route.value.query), ...changes };
  return linkTo(
    "coverage",
    section,
    Object.fromEntries(Object.entries(kept).filter(([, text]) => text !== "")),
  );
}

function Filter({ coverage, rows }: { readonly coverage: Coverage; readonly rows: readonly CoverageRow[] }) {
  const { id, query } = route.value;
  return (
    <div class="list-head coverage-filter">
      <h1>Coverage</h1>
      <SearchBox label="Search items" hint="duration, 429, video-edit" />
      <label class="coverage-model">
        <span class="hidden">Model</span>
        <select
          value={query.get("model") ?? ""}
          onChange={({ currentTarget: { value } }) => replace(linkWith(id, { model: value }))}
        >
          <option value="">All models</option>
          {coverage.contract.models.map((model) => (
            <option key={model} value={model}>
              {model}
            </option>
          ))}
        </select>
      </label>
      <label class="coverage-check">
        <input
          type="checkbox"
          checked={query.get("missing") !== null}
          onChange={({ currentTarget: { checked } }) =>
            replace(linkWith(id, { missing: checked ? "true" : "" }))
          }
        />
        Missing only
      </label>
      <span class="count" role="status">
        {rows.length === 1 ? "1 row" : `${rows.length} rows`}
      </span>
    </div>
  );
}

function Total({ coverage: { percent, covered, total } }: { readonly coverage: Coverage }) {
  return (
    <div class="coverage-total">
      <p>
        <strong>{percent.toFixed(1)} %</strong>{" "}
        <span class="soft">
          {covered} of {total} items of the contract were exercised
        </span>
      </p>
      <Bar percent={percent} />
    </div>
  );
}

/** A share as a bar; what it says stands beside it in words. */
function Bar({ percent }: { readonly percent: number }) {
  return (
    <span class="coverage-bar" aria-hidden="true">
      <span style={{ width: `${percent}%` }} />
    </span>
  );
}

/** A section of the coverage; chosen, it is shown alone. */
function Card({ section, isChosen }: { readonly section: Section; readonly isChosen: boolean }) {
  const { group, title, percent, covered, total, counts } = section;
  return (
    <a
      class={counts ? "coverage-card" : "coverage-card coverage-aside"}
      href={linkWith(isChosen ? undefined : group, {})}
      aria-current={isChosen ? "true" : undefined}
      title={isChosen ? "Show all sections" : `Show ${title} alone`}
    >
      <b>{title}</b>
      <span>{percent.toFixed(1)} %</span>
      <Bar percent={percent} />
      <small>
        {covered} of {total}
        {counts ? "" : ", not in the total"}
      </small>
    </a>
  );
}

function NothingFits({ isSearched }: { readonly isSearched: boolean }) {
  return (
    <div class="coverage-nothing">
      <Icon of={isSearched ? TriangleAlert : Check} />
      {isSearched ? "No item fits the search." : "Nothing is missing."}
    </div>
  );
}
