import { useResource } from "../../state/resource.js";
import { isReport } from "../../state/source.js";

/** What `wan-mock coverage --html` saves beside the coverage. */
interface CoverageReport {
  readonly sources: readonly string[];
  readonly notes: readonly string[];
  readonly minimum?: { readonly sentence: string; readonly reached: boolean };
  readonly change?: {
    readonly sentence: string;
    readonly lost: readonly string[];
    readonly won: readonly string[];
  };
}

/** Where a coverage was joined from, and how it stands to its limits; nothing on the page of a running mock. */
export function CoverageNotes() {
  const { value: facts } = useResource<CoverageReport>(isReport ? "coverage-report" : undefined).value;
  if (facts === undefined) return null;
  const { sources, notes, minimum, change } = facts;
  return (
    <div class="coverage-notes">
      {minimum === undefined ? null : <Verdict isGood={minimum.reached} text={minimum.sentence} />}
      {change === undefined ? null : (
        <>
          <Verdict isGood={change.lost.length === 0} text={change.sentence} />
          <Ids title="Lost" ids={change.lost} />
          <Ids title="Won" ids={change.won} />
        </>
      )}
      {notes.map((note) => (
        <p key={note}>{sentence(note)}</p>
      ))}
      <Ids title="Sources" ids={sources} />
    </div>
  );
}

function Verdict({ isGood, text }: { readonly isGood: boolean; readonly text: string }) {
  return <p class={isGood ? "coverage-good" : "error-text"}>{sentence(text)}</p>;
}

function Ids({ title, ids }: { readonly title: string; readonly ids: readonly string[] }) {
  if (ids.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {ids.length}
      </summary>
      <ul>
        {ids.map((id) => (
          <li key={id}>
            <code>{id}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
