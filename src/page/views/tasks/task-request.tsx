import { CopyButton } from "../../parts/copy.js";
import { Json, type Mark } from "../../parts/json.js";
import type { Entry } from "../../state/events.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { type EffectiveRow, effectiveRows } from "./effective-rows.js";

/** The request as it was sent, with what was found in it, and as the service works with it. */
export function TaskRequest({
  task: { request, effective },
  entries,
}: {
  readonly task: Schemas["Task"];
  readonly entries: readonly Entry[];
}) {
  const submit = entries.find(
    (entry) => entry.kind === "request" && entry.route === "submit" && entry.replayed === undefined,
  );
  const findings = submit?.kind === "request" ? submit.findings : [];
  const body = request as Readonly<Record<string, unknown>>;
  return (
    <>
      <div class="task-title">
        <h3>Request</h3>
        <CopyButton text={() => JSON.stringify(request, null, 2)} label="Copy JSON" />
      </div>
      <Json label="Request" value={request} marks={findings.map(markOf)} />
      {effective === null ? null : (
        <>
          <h3>What the service works with</h3>
          <Effective request={body} effective={effective} />
        </>
      )}
    </>
  );
}

function markOf({ pointer, severity, message, rule }: Schemas["Finding"]): Mark {
  return {
    pointer,
    severity,
    note: (
      <>
        {message}{" "}
        {rule.startsWith("schema/") ? <code>{rule}</code> : <a href={linkTo("rules", rule)}>{rule}</a>}
      </>
    ),
  };
}

function Effective({
  request,
  effective,
}: {
  readonly request: Readonly<Record<string, unknown>>;
  readonly effective: Schemas["EffectiveRequest"];
}) {
  const { width, height, seconds } = effective.output;
  const voices = Object.entries(effective.voices);
  return (
    <>
      <table class="plain-table effective">
        <thead>
          <tr>
            <th scope="col">Parameter</th>
            <th scope="col">Sent</th>
            <th scope="col">Used</th>
          </tr>
        </thead>
        <tbody>
          {effectiveRows(request, effective).map(({ param, sent, used, note }) => (
            <tr key={param}>
              <th scope="row">
                <code>{param}</code>
              </th>
              <td>{sent === undefined ? <span class="soft">not sent</span> : <Value value={sent} />}</td>
              <td>
                <Used used={used} note={note} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="soft">
        Output: {width} × {height} pixels, {seconds} s
        {voices.map(([reference, voice]) => `; ${reference} speaks with ${voice}`)}
      </p>
    </>
  );
}

function Value({ value }: { readonly value: unknown }) {
  return <code class="effective-value">{JSON.stringify(value)}</code>;
}

/** What the service makes of a parameter. */
function Used({ used, note }: Pick<EffectiveRow, "used" | "note">) {
  if (note === "") return <span class="soft">as sent</span>;
  return (
    <>
      {used === undefined ? null : <Value value={used} />}{" "}
      <span class={note === "default" ? "soft" : "warn-text"}>{note}</span>
    </>
  );
}
