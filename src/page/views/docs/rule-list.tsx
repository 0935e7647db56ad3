import { Severity } from "../../parts/badges.js";
import { Line } from "../../parts/prose-text.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";

/** Rules that bind something, each with the way to all that is known about it. */
export function RuleList({
  rules,
  label,
}: {
  readonly rules: readonly Schemas["Rule"][];
  readonly label: string;
}) {
  if (rules.length === 0) return null;
  return (
    <ul class="docs-rules" aria-label={label}>
      {rules.map(({ id, severity, summary, house }) => (
        <li key={id}>
          <Severity severity={severity} />
          <span>
            <a class="mono" href={linkTo("rules", id)}>
              {id}
            </a>
            <br />
            <Line text={summary} />
            {house === true ? <span class="soft"> (once a house policy is set)</span> : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
