import { useMemo } from "preact/hooks";
import { Code } from "../../parts/copy.js";
import { Empty } from "../../parts/empty.js";
import { ListHead } from "../../parts/list-head.js";
import { Rows } from "../../parts/rows.js";
import { curlSnippet } from "../../parts/snippets.js";
import { Split } from "../../parts/split.js";
import { isJournalRead, journal, MOST_ENTRIES, type RequestEntry } from "../../state/journal.js";
import { MOST_REQUESTS, requests } from "../../state/requests.js";
import { linkTo, route } from "../../state/route.js";
import { readSearch, rememberingFilter } from "../../state/search.js";
import { isReport } from "../../state/source.js";
import { useMedia } from "../../state/use-media.js";
import { SUBMIT_PATH } from "../../state/vendor-call.js";
import { RequestDetail } from "./request-detail.js";
import { RequestHead, RequestLine } from "./request-line.js";
import { requestGrammar } from "./request-search.js";
import "./requests.css";

/** Pixels of a row: one line of columns, or two lines where there is no room for them. */
const ROW = 34;
const TALL_ROW = 56;

/** All calls of clients, the newest first, and the one that is open. */
export function RequestsView() {
  const { id, query } = route.value;
  const text = query.get("q") ?? "";
  const hasRoom = useMedia("(min-width: 72rem)");
  const isWide = hasRoom && id === undefined;
  const { search, filter } = useMemo(() => {
    const search = readSearch(text, requestGrammar);
    return { search, filter: rememberingFilter<RequestEntry>(search.matches) };
  }, [text]);
  const shown = filter(requests.value);
  const kept: Record<string, string> = text === "" ? {} : { q: text };
  const linkOf = (sequence: number) => linkTo("requests", sequence, kept);
  const opened = id === undefined ? undefined : Number(id);
  const at = shown.findIndex(({ sequence }) => sequence === opened);
  const link = (entry: RequestEntry | undefined) =>
    entry === undefined ? undefined : linkOf(entry.sequence);
  return (
    <Split
      label={`Request ${id ?? ""}`}
      close={linkTo("requests", undefined, kept)}
      detail={
        id === undefined ? undefined : (
          <RequestDetail
            key={id}
            id={id}
            newer={at < 0 ? undefined : link(shown[at - 1])}
            older={at < 0 ? undefined : link(shown[at + 1])}
          />
        )
      }
      list={
        <>
          <ListHead
            title="Requests"
            hint="model: status: rule: key: task: or text"
            fields={requestGrammar.fields}
            text="Text in path, model, code, message, findings, ids"
            problems={search.problems}
            shown={shown.length}
            all={requests.value.length}
          >
            <Bound all={requests.value.length} />
          </ListHead>
          {shown.length === 0 ? (
            <Nothing isSearched={requests.value.length > 0} />
          ) : (
            <>
              {isWide ? <RequestHead /> : null}
              <Rows
                label="Requests"
                items={shown}
                height={isWide ? ROW : TALL_ROW}
                keyOf={({ sequence }) => sequence}
                linkOf={({ sequence }) => linkOf(sequence)}
                opened={opened}
                render={(entry) => <RequestLine entry={entry} isWide={isWide} />}
              />
            </>
          )}
        </>
      }
    />
  );
}

/** Whether the mock dropped entries that were older than those it has. */
function isJournalCut(): boolean {
  const { length, 0: first } = journal.value;
  return length < MOST_ENTRIES && first !== undefined && first.sequence > 1 && first.kind !== "reset";
}

/** Says that there were more requests than the list has. */
function Bound({ all }: { readonly all: number }) {
  if (all >= MOST_REQUESTS)
    return <span class="soft">the newest {MOST_REQUESTS.toLocaleString("en")}; the journal has more</span>;
  if (all === 0 || !isJournalCut()) return null;
  return (
    <span class="soft" title="The journal is bounded: --journal-entries keeps more">
      older ones are no longer kept
    </span>
  );
}

function Nothing({ isSearched }: { readonly isSearched: boolean }) {
  if (isSearched)
    return (
      <Empty title="No request matches the search">
        <a href={linkTo("requests")}>Show all</a>
      </Empty>
    );
  if (!isJournalRead.value) return null;
  if (isReport) return <Empty title="No requests in this run" />;
  if (isJournalCut())
    return (
      <Empty title="No request is kept any more">
        <p>
          The journal keeps the newest entries, {journal.value.length.toLocaleString("en")} now, and all of
          them are of tasks and callbacks. Start the mock with{" "}
          <code class="flag">--journal-entries 100000</code> to keep more.
        </p>
      </Empty>
    );
  const body = { model: "wan2.7-text-to-video", prompt: "A red panda rides a bicycle at dusk" };
  return (
    <Empty title="No requests yet">
      <p>
        Point your client at <code>{location.origin}</code>, or{" "}
        <a href={linkTo("compose")}>compose a request</a> here. From a shell:
      </p>
      <div class="first-call">
        <Code
          label="A first call"
          text={curlSnippet({ method: "POST", url: location.origin + SUBMIT_PATH, body }).replace(
            "$EVOLINK_API_KEY",
            "any-key",
          )}
        />
      </div>
    </Empty>
  );
}
