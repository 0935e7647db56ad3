import type { ComponentChildren } from "preact";
import { Age, When } from "../../parts/when.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";

/** What a task is, what it costs, and when it happened. */
export function TaskFacts({ task }: { readonly task: Schemas["Task"] }) {
  const { model, key, timeline, billing, scenarios = [], deliveries } = task;
  const { rule, reserved, charged, charged_usd: dollars } = billing;
  const callback = deliveries.at(-1);
  return (
    <section aria-label="Facts">
      <h3>Facts</h3>
      <dl class="about">
        <Fact name="Model">{model}</Fact>
        <Fact name="Key">
          <a class="mono" href={linkTo("credits", key)}>
            {key}
          </a>
        </Fact>
        <Fact name="Submitted">
          <When at={timeline.created} />, <Age at={timeline.created} />
        </Fact>
        {timeline.ended === null ? null : (
          <Fact name="Ended">
            <When at={timeline.ended} />, <Age at={timeline.ended} />
          </Fact>
        )}
        {timeline.ended === null && timeline.ends !== null ? (
          <Fact name="Ends">
            <Age at={timeline.ends} />
          </Fact>
        ) : null}
        <Fact name="Pace">
          {timeline.pace}
          {timeline.queries === null ? null : `, ${timeline.queries} so far`}
        </Fact>
        <Fact name="Reserved">
          {reserved} credits, {rule.replaceAll("_", " ")}
        </Fact>
        <Fact name="Charged">
          {charged === null ? (
            <span class="soft">not yet</span>
          ) : (
            `${charged} credits${dollars === null ? "" : ` ($${dollars.toFixed(2)})`}`
          )}
        </Fact>
        {scenarios.length === 0 ? null : <Fact name="Scenarios">{scenarios.join(", ")}</Fact>}
        {callback === undefined ? null : (
          <Fact name="Callback">
            <a href={linkTo("callbacks", callback.id)}>{callback.state.replace("-", " ")}</a>
            {deliveries.length === 1 ? null : `, the latest of ${deliveries.length} deliveries`}
          </Fact>
        )}
      </dl>
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
