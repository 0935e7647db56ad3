import { Code } from "../../parts/copy.js";
import { QueueForm } from "../../parts/queue-form.js";
import { linkTo } from "../../state/route.js";
import { FAMILY, type Scenario } from "../../state/scenarios.js";
import "../../parts/table.css";

/** What a scenario does, and how to have it. */
export function ScenarioDetail({
  scenario: { name, kind, operation, summary, source, used },
}: {
  readonly scenario: Scenario;
}) {
  const example = name === FAMILY ? "http-503" : name;
  return (
    <div class="detail">
      <header class="detail-head">
        <h2 class="mono">{name}</h2>
      </header>
      <p>{summary}</p>
      <dl class="facts">
        <dt>Kind</dt>
        <dd>{kind}</dd>
        <dt>Applies to</dt>
        <dd>{operation}</dd>
        {source === undefined ? null : (
          <>
            <dt>File</dt>
            <dd class="mono">{source}</dd>
          </>
        )}
        <dt>Used</dt>
        <dd>
          {used === 0 ? (
            "not yet"
          ) : (
            <a href={linkTo("requests", undefined, { q: `scenario:${name}` })}>
              {used === 1 ? "in 1 answer" : `in ${used} answers`}
            </a>
          )}
        </dd>
      </dl>
      <h3>Use for the next calls</h3>
      <QueueForm name={name} />
      <h3>Ask for it in a request</h3>
      <div class="scenario-ways">
        <Way title="Header">{`X-Wan-Mock-Scenario: ${example}`}</Way>
        {operation === "upload" ? null : <Way title="In the prompt">{`[mock:${example}]`}</Way>}
        <Way title="As the API key">{`Authorization: Bearer sk-mock-${example}`}</Way>
      </div>
      <p class="soft scenario-note">
        <code>{example}:2</code> stands for the first two calls of an API key.
      </p>
    </div>
  );
}

function Way({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <div>
      <p class="soft">{title}</p>
      <Code text={children} label={title} />
    </div>
  );
}
