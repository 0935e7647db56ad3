import { Severity } from "../../parts/badges.js";
import { Empty } from "../../parts/empty.js";
import { Grouped } from "../../parts/grouped.js";
import { Line } from "../../parts/prose-text.js";
import { SearchBox } from "../../parts/search-box.js";
import { Split } from "../../parts/split.js";
import { constant, useResource } from "../../state/resource.js";
import { linkTo, route } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { RuleDetail } from "./rule-detail.js";
import { grouped, type Hits, hitsByRule } from "./rules.js";
import "./rules.css";

/** All rules, with how often requests kept and broke each. */
export function RulesView() {
  const { id, query } = route.value;
  const search = query.get("q") ?? "";
  const { value, error } = constant<Schemas["RuleList"]>("/_mock/rules").value;
  const coverage = useResource<Schemas["Coverage"]>(
    "/_mock/coverage",
    ({ kind }) => kind === "request" || kind === "reset",
  ).value.value;
  if (value === undefined) return error === undefined ? null : <Empty title={error.message} />;
  const hits = hitsByRule(coverage?.items ?? []);
  const groups = grouped(value.items, search);
  const count = groups.reduce((sum, { items }) => sum + items.length, 0);
  const opened = value.items.find((rule) => rule.id === id);
  const kept: Record<string, string> = search === "" ? {} : { q: search };
  return (
    <Split
      label={`Rule ${id ?? ""}`}
      close={linkTo("rules", undefined, kept)}
      detail={
        id === undefined ? undefined : opened === undefined ? (
          <Empty title={`There is no rule ${id}`} />
        ) : (
          <RuleDetail key={id} rule={opened} hits={hits.get(id)} />
        )
      }
      list={
        <>
          <div class="list-head">
            <h1>Rules</h1>
            <SearchBox label="Search rules" hint="id, parameter, model, error" />
            <span class="count">
              {count === value.items.length ? count : `${count} of ${value.items.length}`}
            </span>
          </div>
          {count === 0 ? (
            <Empty title="No rule fits the search" />
          ) : (
            <Grouped
              groups={groups}
              keyOf={(rule) => rule.id}
              linkOf={(rule) => linkTo("rules", rule.id, kept)}
              opened={id}
              render={(rule) => <RuleLine rule={rule} hits={hits.get(rule.id)} />}
            />
          )}
        </>
      }
    />
  );
}

function RuleLine({
  rule: { id, severity, summary },
  hits,
}: {
  readonly rule: Schemas["Rule"];
  readonly hits: Hits | undefined;
}) {
  return (
    <>
      <div class="grouped-top">
        <span class="mono">{id}</span>
        {hits === undefined ? null : <HitsText hits={hits} />}
        <Severity severity={severity} />
      </div>
      <span class="grouped-text">
        <Line text={summary} />
      </span>
    </>
  );
}

function HitsText({ hits: { refused, passed } }: { readonly hits: Hits }) {
  if (refused + passed === 0) return null;
  return (
    <span class="rule-hits">
      {refused === 0 ? null : <span class="error-text">{refused} broken</span>} {passed} kept
    </span>
  );
}
