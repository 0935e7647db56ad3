import { Severity } from "../../parts/badges.js";
import { ComposeButton } from "../../parts/compose-button.js";
import { CopyButton } from "../../parts/copy.js";
import { Json } from "../../parts/json.js";
import { Line } from "../../parts/prose-text.js";
import { SourceText } from "../../parts/source-text.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { type Hits, shortened } from "./rules.js";
import "../../parts/table.css";

type Rule = Schemas["Rule"];

/** What a rule asks for, what it says when it is broken, and bodies that keep and break it. */
export function RuleDetail({ rule, hits }: { readonly rule: Rule; readonly hits: Hits | undefined }) {
  const { id, summary, severity, messages, examples } = rule;
  const sentences = Object.entries(messages);
  return (
    <div class="detail">
      <header class="detail-head">
        <h2 class="mono">{id}</h2>
        <CopyButton text={id} label="Copy id" />
        <Severity severity={severity} />
      </header>
      <p>
        <Line text={summary} />
      </p>
      <Facts rule={rule} hits={hits} />
      {sentences.length === 0 ? null : (
        <>
          <h3>{sentences.length === 1 ? "Message" : "Messages"}</h3>
          <ul class="rule-messages">
            {sentences.map(([name, text]) => (
              <li key={name}>{text}</li>
            ))}
          </ul>
        </>
      )}
      <Examples title={severity === "error" ? "Refused" : "Warned of"} examples={examples.refuses} />
      <Examples title="Accepted" examples={examples.accepts} />
    </div>
  );
}

function Facts({
  rule: { id, severity, models, parameters, failure, everyModel, house, source },
  hits,
}: {
  readonly rule: Rule;
  readonly hits: Hits | undefined;
}) {
  const effect =
    failure !== undefined
      ? `The task fails with ${failure.code}: ${failure.message}`
      : severity === "error"
        ? "The request is refused"
        : "The request is accepted with a warning";
  return (
    <dl class="facts">
      <dt>When broken</dt>
      <dd>{effect}</dd>
      {house === true ? (
        <>
          <dt>Holds</dt>
          <dd>Once the mock or a key is configured with it</dd>
        </>
      ) : null}
      <dt>Models</dt>
      <dd>
        {models.join(", ")}
        {everyModel === true ? ", and models of --spec" : ""}
      </dd>
      {parameters.length === 0 ? null : (
        <>
          <dt>Parameters</dt>
          <dd class="mono">{parameters.join(", ")}</dd>
        </>
      )}
      <dt>Source</dt>
      <dd>
        <SourceText source={source} />
      </dd>
      <dt>Requests</dt>
      <dd>
        {hits === undefined ? null : `${hits.refused} broke it, ${hits.passed} kept it. `}
        <a href={linkTo("requests", undefined, { q: `rule:${id}` })}>Show those that broke it</a>
      </dd>
    </dl>
  );
}

function Examples({
  title,
  examples,
}: {
  readonly title: string;
  readonly examples: readonly Schemas["RuleExample"][];
}) {
  if (examples.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      {examples.map(({ body, assets, policy }, at) => (
        <div key={at} class="rule-example">
          <Body body={body} label={`${title}, example ${at + 1}`} />
          {assets === undefined ? null : (
            <Given title="With media known to be" label={`${title}, example ${at + 1}`} value={assets} />
          )}
          {policy === undefined ? null : (
            <Given title="With the house rules" label={`${title}, example ${at + 1}`} value={policy} />
          )}
          <div class="rule-example-actions">
            <CopyButton text={typeof body === "string" ? body : JSON.stringify(body, null, 2)} />
            <ComposeButton body={body} />
          </div>
        </div>
      ))}
    </>
  );
}

function Body({ body, label }: { readonly body: object | string; readonly label: string }) {
  if (typeof body !== "string") return <Json label={label} value={shortened(body)} />;
  return (
    // biome-ignore lint: a region that scrolls is reached by keyboard
    <pre class="rule-text" tabIndex={0} aria-label={label}>
      {body}
    </pre>
  );
}

/** What an example rests on beside its body. */
function Given({
  title,
  label,
  value,
}: {
  readonly title: string;
  readonly label: string;
  readonly value: object;
}) {
  return (
    <>
      <p class="soft">{title}</p>
      <Json label={`${label}: ${title}`} value={shortened(value)} />
    </>
  );
}
