import { useSignal } from "@preact/signals";
import { Severity } from "../../parts/badges.js";
import { Age } from "../../parts/when.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";

/** Findings that are shown at first, and with each press of the button. */
const STEP = 20;

/** What was seen of a habit, the latest first, with the requests that it rests on. */
export function Findings({
  habit,
  findings,
}: {
  readonly habit: string;
  readonly findings: readonly Schemas["HabitFinding"][];
}) {
  const shown = useSignal(STEP);
  const left = findings.length - shown.value;
  const isMixed = new Set(findings.map(({ severity }) => severity)).size > 1;
  return (
    <>
      <ul class="findings" aria-label={`Findings of ${habit}`}>
        {findings.slice(0, shown.value).map((finding) => (
          <li key={`${finding.at} ${finding.task ?? ""} ${finding.evidence.join()}`}>
            <Finding finding={finding} showsSeverity={isMixed} />
          </li>
        ))}
      </ul>
      {left <= 0 ? null : (
        <button type="button" class="button" onClick={() => (shown.value += STEP * 5)}>
          Show more ({left} older)
        </button>
      )}
    </>
  );
}

function Finding({
  finding: { at, severity, message, key, task, evidence },
  showsSeverity,
}: {
  readonly finding: Schemas["HabitFinding"];
  readonly showsSeverity: boolean;
}) {
  return (
    <>
      <p>
        {showsSeverity ? <Severity severity={severity} /> : null} {message}
      </p>
      <div class="finding-facts">
        <Age at={at} />
        {key === undefined ? null : (
          <a class="mono" href={linkTo("credits", key)}>
            {key}
          </a>
        )}
        {task === undefined ? null : (
          <a class="mono" href={linkTo("tasks", task)}>
            {task}
          </a>
        )}
        <span>
          {evidence.length === 1 ? "Request" : "Requests"}{" "}
          {evidence.map((sequence, place) => (
            <span key={sequence}>
              {place === 0 ? "" : ", "}
              <a href={linkTo("requests", sequence)}>#{sequence}</a>
            </span>
          ))}
        </span>
      </div>
    </>
  );
}
