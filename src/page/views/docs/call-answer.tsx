import { HttpStatus } from "../../parts/badges.js";
import { Json } from "../../parts/json.js";
import { linkTo } from "../../state/route.js";

/** An answer to a call of the page. */
export interface CallAnswer {
  /** 0 where none came. */
  readonly status: number;
  readonly milliseconds: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
}

/** An answer with its headers and what it holds, and the ways to what the mock made of the call. */
export function AnswerOf({
  answer: { status, milliseconds, headers, text },
}: {
  readonly answer: CallAnswer;
}) {
  const value = jsonIn(text);
  const entry = headers.find(([name]) => name === "x-wan-mock-journal")?.[1];
  const { id } = (typeof value === "object" && value !== null ? value : {}) as { readonly id?: unknown };
  return (
    <section class="docs-answer" aria-label="Answer">
      <div class="docs-signature">
        <HttpStatus status={status} />
        <span class="soft">{milliseconds} ms</span>
        {entry === undefined ? null : <a href={linkTo("requests", entry)}>How it was judged</a>}
        {typeof id === "string" && id.startsWith("task-") ? <a href={linkTo("tasks", id)}>The task</a> : null}
      </div>
      {typeof value === "object" && value !== null ? (
        <Json label="Answer body" value={value} />
      ) : (
        <pre>{text}</pre>
      )}
      {headers.length === 0 ? null : (
        <details>
          <summary>{headers.length} headers</summary>
          <dl class="docs-headers">
            {headers.map(([name, says]) => (
              <div key={name}>
                <dt class="mono soft">{name}</dt>
                <dd class="mono">{says}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </section>
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
