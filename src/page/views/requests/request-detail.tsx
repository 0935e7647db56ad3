import { ChevronDown, ChevronUp } from "lucide";
import { HttpStatus } from "../../parts/badges.js";
import { Empty } from "../../parts/empty.js";
import { Icon } from "../../parts/icon.js";
import type { Entry } from "../../state/events.js";
import { journal, type RequestEntry } from "../../state/journal.js";
import { useVerdict } from "../../state/judge.js";
import { requests } from "../../state/requests.js";
import { useResource } from "../../state/resource.js";
import { isReport, type Refused } from "../../state/source.js";
import { RequestActions } from "./request-actions.js";
import { RequestAnswer } from "./request-answer.js";
import { RequestFacts } from "./request-facts.js";
import { RequestFindings } from "./request-findings.js";
import { RequestSent } from "./request-sent.js";

/** Everything about a call: why it was refused, what was sent and what was answered. */
export function RequestDetail({
  id,
  newer,
  older,
}: {
  /** Number of the journal entry, as the address has it. */
  readonly id: string;
  /** Addresses of its neighbours in the list. */
  readonly newer: string | undefined;
  readonly older: string | undefined;
}) {
  const { value, error } = useResource<Entry>(`/_mock/journal/${encodeURIComponent(id)}`).value;
  const isThis = ({ sequence }: Entry) => sequence === Number(id);
  // After a restart the number may be that of nothing.
  const read = error?.status === 404 ? undefined : value;
  const known = read ?? requests.value.find(isThis) ?? journal.value.find(isThis);
  if (known === undefined) return error === undefined ? null : <Gone id={id} error={error} />;
  if (known.kind !== "request")
    return <Empty title={`Entry ${id} of the journal is of the kind ${known.kind}, not a request`} />;
  return (
    <div class="detail request-detail">
      <header class="detail-head">
        <h2 class="mono request-title">
          {known.method} {known.path}
        </h2>
        <HttpStatus status={known.status} />
        <span class="soft">#{known.sequence}</span>
        <nav class="group" aria-label="Neighbours">
          <Neighbour href={newer} icon={ChevronUp} name="Newer" />
          <Neighbour href={older} icon={ChevronDown} name="Older" />
        </nav>
      </header>
      <Parts entry={known} isRead={value !== undefined || error !== undefined} />
    </div>
  );
}

function Parts({ entry, isRead }: { readonly entry: RequestEntry; readonly isRead: boolean }) {
  const { body, findings } = entry;
  const isCorrectable =
    body !== undefined && !isCut(body) && findings.some(({ severity }) => severity === "error");
  const { verdict } = useVerdict(isCorrectable ? JSON.stringify(body) : undefined).value;
  return (
    <>
      <RequestFacts entry={entry} />
      {isReport ? null : <RequestActions entry={entry} isCut={isCut(body)} />}
      <RequestFindings entry={entry} verdict={verdict} />
      <RequestSent entry={entry} isRead={isRead} isCut={isCut(body)} />
      <RequestAnswer entry={entry} error={verdict?.error} />
    </>
  );
}

function Neighbour({
  href,
  icon,
  name,
}: {
  readonly href: string | undefined;
  readonly icon: typeof ChevronUp;
  readonly name: string;
}) {
  return href === undefined ? null : (
    <a class="button quiet" href={href} aria-label={name} title={`${name} (${name === "Newer" ? "k" : "j"})`}>
      <Icon of={icon} />
    </a>
  );
}

function Gone({ id, error: { status, message } }: { readonly id: string; readonly error: Refused }) {
  if (isReport) return <Empty title={`This report was saved without request ${id}`} />;
  if (status !== 404) return <Empty title={message} />;
  return (
    <Empty title={`Request ${id} is not kept`}>
      <p>
        The journal keeps the newest entries, and a restart or a reset empties it. Start the mock with{" "}
        <code class="flag">--journal-entries 100000</code> to keep more.
      </p>
    </Empty>
  );
}

/** Whether the journal kept only a part of a value, since it is long. */
function isCut(value: unknown): boolean {
  if (typeof value === "string") return /\.\.\. \[\d+ more characters not kept\]$/.test(value);
  if (typeof value !== "object" || value === null) return false;
  return Object.hasOwn(value, "...") || Object.values(value).some(isCut);
}
