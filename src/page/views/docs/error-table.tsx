import { HttpStatus } from "../../parts/badges.js";
import { ScrollBox } from "../../parts/scroll-box.js";
import { linkTo } from "../../state/route.js";
import { docsLink } from "./docs-link.js";
import type { ErrorRow } from "./error-rows.js";

/**
 * Refusals with their codes.
 *
 * @param scenarioOf - name of the scenario that brings one about
 * @param opened - code that the address names
 */
export function ErrorTable({
  rows,
  scenarioOf,
  opened,
}: {
  readonly rows: readonly ErrorRow[];
  readonly scenarioOf?: (row: ErrorRow) => string | undefined;
  readonly opened?: string | undefined;
}) {
  if (rows.length === 0) return <p class="soft">The document shows none.</p>;
  return (
    <ScrollBox className="docs-table">
      <table>
        <thead>
          <tr>
            <th scope="col">Status</th>
            <th scope="col">Code</th>
            <th scope="col">When</th>
            <th scope="col">Message</th>
            {scenarioOf === undefined ? null : <th scope="col">Scenario</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { status, code, when, message, operation } = row;
            const scenario = scenarioOf?.(row);
            return (
              <tr
                key={`${operation.id} ${status} ${code}`}
                class={code === opened ? "docs-marked" : undefined}
              >
                <td>
                  <HttpStatus status={Number(status)} />
                </td>
                <th scope="row" class="mono">
                  {scenarioOf === undefined ? <a href={docsLink("errors", code)}>{code}</a> : code}
                </th>
                <td>{when}</td>
                <td class="soft">{message}</td>
                {scenarioOf === undefined ? null : (
                  <td>
                    {scenario === undefined ? null : (
                      <a class="mono" href={linkTo("scenarios", scenario)}>
                        {scenario}
                      </a>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollBox>
  );
}
