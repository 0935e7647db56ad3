import { Json } from "../../parts/json.js";
import { Line, Prose } from "../../parts/prose-text.js";
import { linkTo } from "../../state/route.js";
import { docsLink } from "./docs-link.js";
import type { Reference } from "./reference.js";
import { SchemaTable } from "./schema-table.js";

/** The calls that the service makes: when, with which body, and what becomes of a failed one. */
export function CallbacksPage({ reference }: { readonly reference: Reference }) {
  const all = reference.operations.flatMap((operation) =>
    operation.callbacks.map((callback) => ({ operation, callback })),
  );
  return (
    <article class="docs-article">
      <h1>Callbacks</h1>
      {all.length === 0 ? <p>The served documents describe none.</p> : null}
      {all.map(({ operation, callback: { id, summary, method, description, body, answers } }) => (
        <section key={id}>
          <h2>{summary}</h2>
          <p>
            <span class="docs-method">{method}</span> to the <code>callback_url</code> of{" "}
            <a href={docsLink("calls", operation.id)}>{operation.summary.toLowerCase()}</a>
          </p>
          <Prose text={description} />
          <h3>Body</h3>
          {body === undefined ? null : <SchemaTable reference={reference} schema={body.schema} />}
          {body?.examples.map(({ name, summary: title = name, value }) => (
            <details key={name}>
              <summary>Example: {title}</summary>
              <Json label={title} value={value} />
            </details>
          ))}
          <h3>What to answer</h3>
          <ul class="docs-models">
            {answers.map(({ status, description: says }) => (
              <li key={status}>
                <code>{status}</code> <Line text={says} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      <p>
        <a href={linkTo("callbacks")}>The callbacks of this mock</a> with each attempt and its answer.
      </p>
    </article>
  );
}
