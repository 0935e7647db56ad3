import { dateText } from "../parts/when.js";
import { reportFacts } from "../state/source.js";

/** Says that this is a report, of when and what, and what was left out of it. */
export function ReportNote() {
  if (reportFacts === undefined) return null;
  const { title, saved, version, seed, leftOut } = reportFacts;
  return (
    <div class="report-note">
      <p>
        <strong>{title}</strong>, saved {dateText(new Date(saved))} UTC, wan-mock {version}
        {seed === undefined ? "" : `, seed ${seed}`}
      </p>
      {leftOut.length === 0 ? null : (
        <ul>
          {leftOut.map((sentence) => (
            <li key={sentence}>{sentence}.</li>
          ))}
        </ul>
      )}
    </div>
  );
}
