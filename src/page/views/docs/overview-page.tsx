import { Code } from "../../parts/copy.js";
import { Line, Prose } from "../../parts/prose-text.js";
import { ScrollBox } from "../../parts/scroll-box.js";
import { docsLink } from "./docs-link.js";
import type { Reference } from "./reference.js";

/** How to begin, and what there is. */
export function OverviewPage({
  reference: { document, models, operations },
}: {
  readonly reference: Reference;
}) {
  const submit = operations.find(({ body }) =>
    body?.examples.some(({ value }) => modelOf(value) !== undefined),
  );
  return (
    <article class="docs-article">
      <h1>API reference</h1>
      <Prose text={document.info?.description ?? ""} />
      <h2>Address and key</h2>
      <p>
        Give this base URL to your client, and any API key unless the mock was started with a list of keys.
      </p>
      <Code label="Base URL" text={location.origin} />
      <p>
        Both sides as OpenAPI 3.1: <a href="/_mock/openapi.json">the API</a>,{" "}
        <a href="/_mock/control.openapi.json">the control side</a>.
      </p>
      <h2>Models</h2>
      <ul class="docs-cards">
        {models.map(({ id, description, parameters }) => (
          <li key={id}>
            <h3>
              <a href={docsLink("models", id)}>{id}</a>
              <small>{parameters.length} parameters</small>
            </h3>
            <p>
              <Line text={secondParagraph(description)} />
            </p>
          </li>
        ))}
      </ul>
      <h2>Calls</h2>
      <ScrollBox className="docs-table">
        <table>
          <thead>
            <tr>
              <th scope="col">Call</th>
              <th scope="col">Purpose</th>
            </tr>
          </thead>
          <tbody>
            {operations.map(({ id, method, path, summary }) => (
              <tr key={id}>
                <th scope="row">
                  <a href={docsLink("calls", id)}>
                    <span class="docs-method">{method}</span> <code>{path}</code>
                  </a>
                </th>
                <td>{summary}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      {submit === undefined ? null : (
        <p>
          Begin with <a href={docsLink("calls", submit.id)}>{submit.summary.toLowerCase()}</a>: it has
          examples that run against this mock.
        </p>
      )}
    </article>
  );
}

function modelOf(value: unknown): unknown {
  return (value as { readonly model?: unknown } | undefined)?.model;
}

/** What a model is for: its first paragraph tells how all are called. */
function secondParagraph(description: string): string {
  const [first = "", second = first] = description.split(/\n\s*\n/);
  return second.replaceAll("\n", " ").replace(/:$/, ".");
}
