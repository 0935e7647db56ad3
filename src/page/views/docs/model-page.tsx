import { Prose } from "../../parts/prose-text.js";
import { constant } from "../../state/resource.js";
import type { Schemas } from "../../state/source.js";
import { docsLink } from "./docs-link.js";
import { ExampleRunner } from "./example-runner.js";
import { ParameterEntry } from "./parameter-entry.js";
import type { Model, Reference } from "./reference.js";
import { RuleList } from "./rule-list.js";

/** A model: its parameters with the rules that bind each of them, and requests to try. */
export function ModelPage({
  reference,
  model: { id, description, parameters, examples },
  opened,
}: {
  readonly reference: Reference;
  readonly model: Model;
  /** Parameter that the address names. */
  readonly opened: string | undefined;
}) {
  const { value, error } = constant<Schemas["RuleList"]>("/_mock/rules").value;
  // Rules that came later would push away the parameter that the address names.
  if (value === undefined && error === undefined) return null;
  const all = value?.items ?? [];
  const rules = all.filter(({ models }) => models.includes(id));
  const names = parameters.map(({ name }) => name);
  const others = rules.filter((rule) => !rule.parameters.some((name) => names.includes(name)));
  const submit = reference.operations.find(({ body }) =>
    examples.some((one) => body?.examples.includes(one)),
  );
  return (
    <article class="docs-article">
      <h1 class="mono">{id}</h1>
      <Prose text={description} />
      {submit === undefined ? null : (
        <p>
          Sent with{" "}
          <a href={docsLink("calls", submit.id)}>
            <span class="docs-method">{submit.method}</span> <code>{submit.path}</code>
          </a>
          , which also tells its answers.
        </p>
      )}
      <h2>Parameters</h2>
      {parameters.map(({ name, schema, isRequired }) => (
        <ParameterEntry
          key={name}
          name={name}
          schema={schema}
          isRequired={isRequired}
          link={docsLink("models", id, name)}
          isOpen={name === opened}
        >
          <RuleList
            label={`Rules about ${name}`}
            rules={rules.filter((rule) => rule.parameters.includes(name))}
          />
        </ParameterEntry>
      ))}
      {others.length === 0 ? null : <h2>Rules about the request as a whole</h2>}
      <RuleList label="Rules about the request" rules={others} />
      {submit === undefined || examples.length === 0 ? null : (
        <>
          <h2>Try it</h2>
          <ExampleRunner call={submit} examples={examples} />
        </>
      )}
    </article>
  );
}
