import { linkTo } from "../../state/route.js";
import { reportFacts, type Schemas } from "../../state/source.js";
import { type CoverageRow, isMissing } from "./coverage-rows.js";

/** A report of coverage alone has no rules to link to. */
const hasRules = reportFacts?.views.includes("rules") ?? true;

/** The items of a section with their hits. */
export function CoverageTable({
  section: { group, title, hint, covered, total, percent },
  rows,
}: {
  readonly section: Schemas["CoverageSection"];
  readonly rows: readonly CoverageRow[];
}) {
  const columns = group === "rules" ? ["Refused", "Passed"] : ["Hits"];
  const hasModels = rows.some(({ model }) => model !== undefined);
  return (
    <section class="coverage-section" aria-labelledby={`coverage-${group}`}>
      <h2 id={`coverage-${group}`}>
        {title}{" "}
        <span class="soft">
          {covered} of {total}, {percent.toFixed(1)} %
        </span>
      </h2>
      <p class="soft">{hint}</p>
      {rows.length === 0 ? (
        <p>There is nothing to cover.</p>
      ) : (
        <div class="coverage-table">
          <table>
            <thead>
              <tr>
                {hasModels ? <th scope="col">Model</th> : null}
                <th scope="col">{group === "rules" ? "Rule" : "Item"}</th>
                {columns.map((name) => (
                  <th key={name} scope="col" class="coverage-number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.key} row={row} hasModels={hasModels} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Row({ row, hasModels }: { readonly row: CoverageRow; readonly hasModels: boolean }) {
  const { model, rule, name, hits } = row;
  return (
    <tr class={isMissing(row) ? "coverage-missing" : undefined}>
      {hasModels ? <td class="mono soft">{model}</td> : null}
      <th scope="row" class="mono">
        {rule !== undefined && hasRules ? <a href={linkTo("rules", rule)}>{name}</a> : name}
      </th>
      {hits.map((count, at) => (
        <td key={at} class={count === 0 ? "coverage-number coverage-none" : "coverage-number"}>
          {count === undefined ? "" : count === 0 ? "missing" : count}
        </td>
      ))}
    </tr>
  );
}
