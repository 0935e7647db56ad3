import { HttpStatus } from "../../parts/badges.js";
import { When } from "../../parts/when.js";
import type { Schemas } from "../../state/source.js";
import { offsetText } from "../tasks/timeline/time-ticks.js";

type Attempt = Schemas["Attempt"];

/** Milliseconds from which on an attempt counts as sent late: others were due before it. */
const LATE_MS = 1000;

/** Each attempt: when it was due and sent, and what the receiver answered. */
export function Attempts({ attempts }: { readonly attempts: readonly Attempt[] }) {
  const first = Date.parse(attempts[0]?.due ?? "");
  return (
    <>
      <h3>Attempts</h3>
      <ol class="attempts">
        {attempts.map((attempt, at) => (
          <li key={at}>
            <AttemptHead attempt={attempt} number={at + 1} offset={Date.parse(attempt.due) - first} />
            <Answer attempt={attempt} before={attempts[at - 1]} />
          </li>
        ))}
      </ol>
    </>
  );
}

function AttemptHead({
  attempt: { due, sent, seconds, status, error },
  number,
  offset,
}: {
  readonly attempt: Attempt;
  readonly number: number;
  /** Milliseconds since the first one was due. */
  readonly offset: number;
}) {
  return (
    <div class="attempt-head">
      <strong>Attempt {number}</strong>
      <HttpStatus status={status ?? 0} />
      {error === undefined ? null : <span class="error-text">{error}</span>}
      <span class="soft attempt-when">
        {offset === 0 ? null : `${offsetText(offset)}, `}due <When at={due} />
        {Date.parse(sent) - Date.parse(due) < LATE_MS ? null : (
          <>
            , sent <When at={sent} />
          </>
        )}
        {`, took ${seconds.toFixed(seconds < 1 ? 3 : 1)} s`}
      </span>
    </div>
  );
}

/** What the receiver answered, as text whatever it is. */
function Answer({
  attempt: { answer, incomplete },
  before,
}: {
  readonly attempt: Attempt;
  readonly before: Attempt | undefined;
}) {
  return (
    <>
      {answer === undefined ? null : answer === "" ? (
        <p class="soft">The answer had no body.</p>
      ) : before?.answer === answer ? (
        <p class="soft">The same answer as before.</p>
      ) : (
        // biome-ignore lint: a region that scrolls is reached by keyboard
        <pre class="attempt-answer" tabIndex={0} aria-label="Answer">
          {answer}
        </pre>
      )}
      {incomplete === undefined ? null : <p class="warn-text">The body did not arrive whole: {incomplete}</p>}
    </>
  );
}
