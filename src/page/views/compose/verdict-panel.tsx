import { Check } from "lucide";
import { Severity } from "../../parts/badges.js";
import { Changes } from "../../parts/corrected.js";
import { Icon } from "../../parts/icon.js";
import { Json } from "../../parts/json.js";
import { RuleLink } from "../../parts/rule-link.js";
import type { Judged, Verdict } from "../../state/judge.js";
import type { Schemas } from "../../state/source.js";
import { editor, setBody } from "./compose-state.js";
import { inputId } from "./field-row.js";

/** The verdict in a badge: whether a submit would be accepted, and whether its task would fail. */
export function VerdictBadge({ judged: { verdict, error } }: { readonly judged: Judged }) {
  if (error !== undefined) return <span class="badge badge-failed">not judged</span>;
  if (verdict === undefined) return null;
  const { accepted, taskError, status, findings } = verdict;
  if (!accepted) return <span class="badge badge-failed">would be refused: {status}</span>;
  if (taskError !== undefined) return <span class="badge badge-warn">accepted, task fails</span>;
  return findings.length > 0 ? (
    <span class="badge badge-warn">accepted with warnings</span>
  ) : (
    <span class="badge badge-completed">would be accepted</span>
  );
}

/** What a submit of the body would get, what was found in it, what it would cost, and what would run. */
export function VerdictPanel({ judged }: { readonly judged: Judged }) {
  const { verdict, error } = judged;
  if (error !== undefined) return <p class="error-text">{error}</p>;
  if (verdict === undefined) return null;
  return (
    <>
      <h2>Verdict</h2>
      <p role="status">
        <VerdictBadge judged={judged} />
      </p>
      <Refusal verdict={verdict} />
      <FindingList findings={verdict.findings} />
      {verdict.corrected == null ? null : (
        <>
          <h3>Correction</h3>
          <Changes changes={verdict.corrected.changes} />
          <button type="button" class="button" onClick={() => setBody(verdict.corrected?.body)}>
            <Icon of={Check} size={14} />
            Apply correction
          </button>
        </>
      )}
      {verdict.estimate === undefined ? null : <Estimate estimate={verdict.estimate} />}
      {verdict.effective === undefined ? null : <Effective effective={verdict.effective} />}
    </>
  );
}

function Refusal({ verdict: { error, taskError } }: { readonly verdict: Verdict }) {
  const shown = error ?? taskError;
  return shown === undefined ? null : (
    <p>
      <code>{shown.code}</code> {shown.message}
    </p>
  );
}

function FindingList({ findings }: { readonly findings: Verdict["findings"] }) {
  if (findings.length === 0) return null;
  return (
    <>
      <h3>Findings</h3>
      <ul class="finding-list">
        {findings.map(({ rule, severity, pointer, message }, at) => (
          <li key={at}>
            <Severity severity={severity} /> {message}
            <div class="soft">
              <RuleLink id={rule} /> <GoTo pointer={pointer} />
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Leads to the input of a parameter, where the form shows it. */
function GoTo({ pointer }: { readonly pointer: string }) {
  const [, name = ""] = pointer.split("/");
  if (editor.value !== "form" || name === "") return <code>{pointer}</code>;
  return (
    <button
      type="button"
      class="link-button"
      onClick={() =>
        document.getElementById(inputId(name.replaceAll("~1", "/").replaceAll("~0", "~")))?.focus()
      }
    >
      {pointer}
    </button>
  );
}

function Estimate({
  estimate: { credits, usd, seconds, unlisted },
}: {
  readonly estimate: NonNullable<Verdict["estimate"]>;
}) {
  return (
    <>
      <h3>Cost</h3>
      <p>
        {unlisted === undefined
          ? `${credits} credits, ${usd.toFixed(2)} USD, for ${seconds} s`
          : "The price list does not have this model: nothing is reserved here."}
      </p>
    </>
  );
}

function Effective({
  effective: { parameters, output, cut, ignored, voices },
}: {
  readonly effective: Schemas["EffectiveRequest"];
}) {
  const speakers = Object.entries(voices);
  return (
    <>
      <h3>What would run</h3>
      <p>
        {output.width} × {output.height} pixels, {output.seconds} s
      </p>
      <ul class="effects">
        {cut.map(({ param, keptCharacters }) => (
          <li key={param}>
            <code>{param}</code> is cut to {keptCharacters} characters
          </li>
        ))}
        {ignored.map(({ param, why }) => (
          <li key={param}>
            <code>{param}</code> is ignored: {why}
          </li>
        ))}
        {speakers.map(([reference, voice]) => (
          <li key={reference}>
            <code>{reference}</code> speaks with {voice}
          </li>
        ))}
      </ul>
      <Json label="Effective parameters" value={parameters} />
    </>
  );
}
