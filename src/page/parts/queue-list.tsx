import { curlLine } from "../state/commands.js";
import { dropCall, dropQueue, type Queued, queue } from "../state/queue.js";
import { linkTo } from "../state/route.js";
import "./queue-list.css";

/** Entries that are shown; the others are counted. */
const SHOWN = 5;

/** What waits for calls, and dropping it; nothing while nothing does. */
export function QueueList() {
  const { value: waiting } = queue;
  if (waiting.length === 0) return null;
  return (
    <section class="queue" aria-label="Queue">
      <header>
        <h2>
          Waiting for calls <span class="count">{waiting.length}</span>
        </h2>
        <button type="button" class="button" title={curlLine(dropCall)} onClick={() => void dropQueue()}>
          Drop queue
        </button>
      </header>
      <ol>
        {waiting.slice(0, SHOWN).map((queued, at) => (
          <li key={at}>
            <a href={linkTo("scenarios", queued.name)}>{queued.name}</a>{" "}
            <span class="soft">{callsText(queued)}</span>
          </li>
        ))}
      </ol>
      {waiting.length > SHOWN ? <p class="soft">and {waiting.length - SHOWN} more</p> : null}
    </section>
  );
}

/** `next 2 calls, of wan2.7-text-to-video with key_f10f7812` */
function callsText({ left, match: { key, model, prompt } }: Queued): string {
  const conditions = [
    model === undefined ? "" : `of ${model}`,
    key === undefined ? "" : `with ${key}`,
    prompt === undefined ? "" : `with "${prompt}" in the prompt`,
  ].filter((text) => text !== "");
  const calls = left === 1 ? "next call" : `next ${left} calls`;
  return conditions.length === 0 ? calls : `${calls}, ${conditions.join(", ")}`;
}
