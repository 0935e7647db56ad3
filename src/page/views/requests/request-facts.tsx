import type { ComponentChildren } from "preact";
import { When } from "../../parts/when.js";
import type { RequestEntry } from "../../state/journal.js";
import { linkTo } from "../../state/route.js";
import { searchText } from "../../state/search.js";
import { millisecondsText } from "./request-line.js";

/** Who called, when, and what the call is about. */
export function RequestFacts({ entry }: { readonly entry: RequestEntry }) {
  const { at, milliseconds, route, model, key, task, seen = [], requestId } = entry;
  return (
    <dl class="fact-list">
      <Fact name="Time">
        <When at={at} /> <span class="soft">took {millisecondsText(milliseconds)}</span>
      </Fact>
      <Fact name="Route">{route}</Fact>
      <Fact name="Model">{model}</Fact>
      <Fact name="Key">
        {key === undefined ? undefined : (
          <>
            <code>{key}</code> <a href={searchLink("key", key)}>its requests</a>
          </>
        )}
      </Fact>
      <Fact name="Task">
        {task === undefined ? undefined : (
          <>
            <a class="mono" href={linkTo("tasks", task)}>
              {task}
            </a>{" "}
            <a href={searchLink("task", task)}>its requests</a>
          </>
        )}
      </Fact>
      <Fact name="Shown">{seen.length === 0 ? undefined : <Seen seen={seen} />}</Fact>
      <Fact name="Request id">
        <code>{requestId}</code>
      </Fact>
    </dl>
  );
}

/** Tasks listed before the rest is counted. */
const MOST_SEEN = 10;

function Seen({ seen }: { readonly seen: NonNullable<RequestEntry["seen"]> }) {
  return (
    <>
      {seen.slice(0, MOST_SEEN).map(({ task, status }) => (
        <div key={task}>
          <a class="mono" href={linkTo("tasks", task)}>
            {task}
          </a>{" "}
          <span class="soft">{status}</span>
        </div>
      ))}
      {seen.length > MOST_SEEN ? <div class="soft">and {seen.length - MOST_SEEN} more</div> : null}
    </>
  );
}

function searchLink(field: string, value: string): string {
  return linkTo("requests", undefined, { q: searchText([{ field, value, isNot: false }]) });
}

/** A name and its value; nothing where there is no value. */
export function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return children === undefined || children === null ? null : (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
