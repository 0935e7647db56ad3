import { SquarePen } from "lucide";
import { valueAt } from "../../../text/json-pointer.js";
import { Severity } from "../../parts/badges.js";
import { Corrected } from "../../parts/corrected.js";
import { Icon } from "../../parts/icon.js";
import { Json } from "../../parts/json.js";
import { Line } from "../../parts/prose-text.js";
import { RuleLink, ruleOf } from "../../parts/rule-link.js";
import type { RequestEntry } from "../../state/journal.js";
import type { Verdict } from "../../state/judge.js";
import { linkTo } from "../../state/route.js";
import type { Schemas } from "../../state/source.js";
import { Fact } from "./request-facts.js";

/** What was found in a body, each with its rule, and the body without errors. */
export function RequestFindings({
  entry: { sequence, body, findings, status },
  verdict,
}: {
  readonly entry: RequestEntry;
  /** Of the same body now; `undefined` where nothing asks for one, or until it is there. */
  readonly verdict: Verdict | undefined;
}) {
  if (findings.length === 0) return null;
  const hasError = findings.some(({ severity }) => severity === "error");
  return (
    <>
      <h3>{hasError ? (status >= 400 ? "Why it was refused" : "Why its task fails") : "What was noticed"}</h3>
      <ul class="explanations">
        {findings.map((finding, at) => (
          <li key={at}>
            <Explanation finding={finding} body={body} />
          </li>
        ))}
      </ul>
      {verdict === undefined ? null : <Correction sequence={sequence} verdict={verdict} />}
    </>
  );
}

function Explanation({
  finding: { rule: id, severity, pointer, message, source, suggestions = [], summary, effect },
  body,
}: {
  readonly finding: Schemas["Finding"];
  readonly body: RequestEntry["body"];
}) {
  const rule = ruleOf(id);
  const asked = summary ?? rule?.summary;
  const accepted = rule?.examples.accepts[0]?.body;
  return (
    <>
      <p>
        <Severity severity={severity} /> {message}
      </p>
      <dl class="fact-list">
        <Fact name="Where">
          <code>{pointer === "" ? "the body" : pointer}</code>
        </Fact>
        <Fact name="Sent">{body === undefined ? undefined : <Value value={valueAt(body, pointer)} />}</Fact>
        <Fact name="Rule">
          <RuleLink id={id} />
        </Fact>
        <Fact name="Rule says">{asked === undefined ? undefined : <Line text={asked} />}</Fact>
        <Fact name="Did you mean">{suggestions.length === 0 ? undefined : suggestions.join(", ")}</Fact>
        <Fact name="Effect">
          {effect === undefined ? undefined : "The request passes, and its task fails"}
        </Fact>
        <Fact name="Source">
          {source.page} <code class="soft">{source.at}</code>
        </Fact>
      </dl>
      {accepted === undefined ? null : (
        <details>
          <summary>An accepted body</summary>
          <Json label="Accepted body" value={accepted} />
        </details>
      )}
    </>
  );
}

/** Characters of a value that are shown beside its finding; the whole stands under Sent. */
const MOST_SHOWN = 200;

function Value({ value }: { readonly value: unknown }) {
  if (value === undefined) return <span class="soft">nothing</span>;
  const text = JSON.stringify(value);
  return <code>{text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text}</code>;
}

function Correction({ sequence, verdict }: { readonly sequence: number; readonly verdict: Verdict }) {
  const { corrected } = verdict;
  if (corrected == null) {
    const text =
      corrected === null
        ? "No corrected body: it cannot be told what was meant."
        : "This mock would accept the same body now.";
    return <p class="soft">{text}</p>;
  }
  return (
    <>
      <h3>Corrected body</h3>
      <Corrected correction={corrected}>
        <a class="button" href={linkTo("compose", undefined, { from: String(sequence), corrected: "true" })}>
          <Icon of={SquarePen} size={14} />
          Open corrected in compose
        </a>
      </Corrected>
    </>
  );
}
