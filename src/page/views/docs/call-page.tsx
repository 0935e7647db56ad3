import { Json } from "../../parts/json.js";
import { Line, Prose } from "../../parts/prose-text.js";
import { docsLink } from "./docs-link.js";
import { errorRows } from "./error-rows.js";
import { ErrorTable } from "./error-table.js";
import { ExampleRunner } from "./example-runner.js";
import { ParameterEntry } from "./parameter-entry.js";
import type { Operation, Reference } from "./reference.js";
import { SchemaTable } from "./schema-table.js";

/** A call: what it takes, what it answers, and the call itself to try. */
export function CallPage({ reference, call }: { readonly reference: Reference; readonly call: Operation }) {
  const { method, path, summary, description, parameters, body, answers, callbacks } = call;
  const good = answers.filter(({ status }) => !/^[45]/.test(status));
  return (
    <article class="docs-article">
      <h1>{summary}</h1>
      <p class="docs-address">
        <span class="docs-method">{method}</span> <code>{path}</code>
      </p>
      <Prose text={description} />
      {parameters.length === 0 ? null : <h2>Parameters</h2>}
      {parameters.map(({ name, in: place, required = false, description: says, schema = {} }) => (
        <ParameterEntry
          key={name}
          name={name}
          place={place}
          isRequired={required}
          schema={says === undefined ? schema : { ...schema, description: says }}
        />
      ))}
      {body === undefined ? null : <Body reference={reference} call={call} />}
      {callbacks.length === 0 ? null : (
        <p>
          It may be followed by a <a href={docsLink("callbacks")}>callback</a>.
        </p>
      )}
      <h2>Try it</h2>
      <ExampleRunner call={call} examples={body?.examples ?? []} />
      <h2>Answers</h2>
      {good.map(({ status, description: says, schema, examples, type }) => (
        <section key={status} class="docs-parameter">
          <div class="docs-signature">
            <h3 class="mono">{status}</h3>
            <span class="soft">{type}</span>
          </div>
          <p>
            <Line text={says} />
          </p>
          {schema === undefined ? null : <SchemaTable reference={reference} schema={schema} />}
          {examples.map(({ name, summary: title = name, value }) => (
            <details key={name}>
              <summary>Example: {title}</summary>
              {typeof value === "object" ? (
                <Json label={title} value={value} />
              ) : (
                <pre>{typeof value === "string" ? value : JSON.stringify(value)}</pre>
              )}
            </details>
          ))}
        </section>
      ))}
      <h2>Errors</h2>
      <ErrorTable rows={errorRows([call])} />
    </article>
  );
}

/** The body of a call: by model where it depends on one, else its members. */
function Body({ reference, call }: { readonly reference: Reference; readonly call: Operation }) {
  const schema = call.body?.schema ?? {};
  const models = reference.models.filter(({ examples }) =>
    examples.some((one) => call.body?.examples.includes(one)),
  );
  return (
    <>
      <h2>Body</h2>
      <p class="soft">{call.body?.type}</p>
      {models.length === 0 ? (
        <SchemaTable reference={reference} schema={schema} />
      ) : (
        <>
          <p>
            <code>model</code> decides which parameters there are:
          </p>
          <ul class="docs-models">
            {models.map(({ id, parameters }) => (
              <li key={id}>
                <a class="mono" href={docsLink("models", id)}>
                  {id}
                </a>{" "}
                <span class="soft">{parameters.map(({ name }) => name).join(", ")}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
