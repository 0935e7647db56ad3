import { useEffect, useRef } from "preact/hooks";
import { ScrollBox } from "../../parts/scroll-box.js";
import { constant } from "../../state/resource.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { docsLink } from "./docs-link.js";
import { type ErrorRow, errorRows } from "./error-rows.js";
import { ErrorTable } from "./error-table.js";
import type { Operation, Reference } from "./reference.js";

/** All refusals by call, and the failures of tasks, with the scenarios that bring them about. */
export function ErrorsPage({
  reference: { operations },
  code,
}: {
  readonly reference: Reference;
  /** The code that the address names. */
  readonly code: string | undefined;
}) {
  const scenarios = constant<Schemas["ScenarioList"]>("/_mock/scenarios").value.value?.items ?? [];
  const page = useRef<HTMLElement>(null);
  useEffect(() => page.current?.querySelector(".docs-marked")?.scrollIntoView({ block: "center" }), [code]);
  const failures = scenarios.flatMap(({ name, kind, summary }) => {
    const [, failure, message] = /^The task fails with (\w+): (.*)$/.exec(summary) ?? [];
    return kind === "task" && failure !== undefined ? [{ name, failure, message }] : [];
  });
  return (
    <article class="docs-article" ref={page}>
      <h1>Errors</h1>
      <p>
        Branch on the code: messages are for people, and change. A scenario makes this mock answer so, by the
        header <code>X-Wan-Mock-Scenario</code> or from its page.
      </p>
      <h2>Failed tasks</h2>
      <p>A task that was accepted may end with the status “failed”; its error then has one of these codes.</p>
      <ScrollBox className="docs-table">
        <table>
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Message</th>
              <th scope="col">Scenario</th>
            </tr>
          </thead>
          <tbody>
            {failures.map(({ name, failure, message }) => (
              <tr key={name} class={failure === code ? "docs-marked" : undefined}>
                <th scope="row" class="mono">
                  {failure}
                </th>
                <td class="soft">{message}</td>
                <td>
                  <a class="mono" href={linkTo("scenarios", name)}>
                    {name}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {operations.map((operation) => {
        const rows = errorRows([operation]);
        if (rows.length === 0) return null;
        return (
          <section key={operation.id} aria-label={operation.summary}>
            <h2>
              <a href={docsLink("calls", operation.id)}>{operation.summary}</a>
            </h2>
            <ErrorTable rows={rows} opened={code} scenarioOf={(row) => scenarioOf(row, scenarios)} />
          </section>
        );
      })}
    </article>
  );
}

/** How the catalogue of scenarios names the calls, by method and path. */
const names: readonly (readonly [RegExp, string])[] = [
  [/^POST \/v1\/videos\//, "submit"],
  [/^GET \/v1\/tasks\/\{/, "query"],
  [/^\w+ \/api\/v1\/files\//, "upload"],
];

function scenarioOf({ status, code, operation }: ErrorRow, scenarios: readonly Schemas["Scenario"][]) {
  const name = nameOf(operation);
  const starts = [`${status} ${code}: `, `${status}, code ${code}: `];
  return scenarios.find(
    (one) => one.operation === name && starts.some((start) => one.summary.startsWith(start)),
  )?.name;
}

function nameOf({ method, path }: Operation): string | undefined {
  return names.find(([pattern]) => pattern.test(`${method} ${path}`))?.[1];
}
