import { HttpStatus } from "../../parts/badges.js";
import { Json } from "../../parts/json.js";
import type { RequestEntry } from "../../state/journal.js";
import type { Verdict } from "../../state/judge.js";
import { linkTo } from "../../state/route.js";
import { isReport } from "../../state/source.js";
import { Fact } from "./request-facts.js";

/** The answer as far as the journal keeps it: status, error, and what a scenario did to it. */
export function RequestAnswer({
  entry,
  error,
}: {
  readonly entry: RequestEntry;
  /** The error that the same body gets now; tells the members that the journal does not keep. */
  readonly error: Verdict["error"];
}) {
  const { status, code, retryAfter, scenario, fault, replayed, hint, shown, progress } = entry;
  return (
    <>
      <h3>Answered</h3>
      <dl class="fact-list">
        <Fact name="Status">
          <HttpStatus status={status} />
        </Fact>
        <Fact name="Retry-After">{retryAfter === undefined ? undefined : `${retryAfter} s`}</Fact>
        <Fact name="Task status">{shown === undefined ? undefined : `${shown}, ${progress ?? 0} %`}</Fact>
        <Fact name="Reserved">
          {entry.credits_reserved === undefined ? undefined : `${entry.credits_reserved} credits`}
        </Fact>
        <Fact name="Scenario">
          {scenario === undefined || isReport ? scenario : <a href={linkTo("scenarios")}>{scenario}</a>}
        </Fact>
        <Fact name="Fault">{fault}</Fact>
        <Fact name="Replayed">
          {replayed === undefined
            ? undefined
            : "The answer of an earlier submit with the same Idempotency-Key"}
        </Fact>
        <Fact name="Hint">{hint}</Fact>
      </dl>
      {code === undefined ? null : <Envelope {...envelopeOf(entry, error)} />}
    </>
  );
}

function Envelope({ body, isWhole }: ReturnType<typeof envelopeOf>) {
  return (
    <div class="envelope">
      <Json label="Answer" value={body} />
      {isWhole ? null : <p class="soft">As far as the journal keeps it: the answer has a type as well.</p>}
    </div>
  );
}

/** The answer's body, and whether it is whole; an error of the file service is worded otherwise. */
function envelopeOf(
  { code, message, route, path, findings }: RequestEntry,
  error: Verdict["error"],
): { readonly body: unknown; readonly isWhole: boolean } {
  if (/^(?:file|upload)/.test(route) && path.startsWith("/api/")) {
    const told = message === undefined ? {} : { msg: message };
    return { body: { success: false, code: Number(code), ...told }, isWhole: message !== undefined };
  }
  if (error?.code === code && (message === undefined || error?.message === message))
    return { body: { error }, isWhole: true };
  const param = findings.find(({ severity }) => severity === "error")?.param;
  const told = message === undefined ? {} : { message };
  return { body: { error: { code, ...told, ...(param ? { param } : {}) } }, isWhole: false };
}
