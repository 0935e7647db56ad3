import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { followReloads } from "./events.js";
import { isReport, Refused, type Schemas } from "./source.js";

export type Verdict = Schemas["Verdict"];

/** Real milliseconds without a key pressed before a body is judged. */
const PAUSE_MS = 150;

/**
 * The verdict on a body, with its correction.
 *
 * @param text - what a submit would send
 * @throws {Refused}
 */
export async function judge(text: string, signal?: AbortSignal): Promise<Verdict> {
  const answer = await fetch("/_mock/lint?correct=true", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: text,
    ...(signal === undefined ? {} : { signal }),
  });
  const value = (await answer.json()) as Verdict | Schemas["Error"];
  if (answer.ok) return value as Verdict;
  const { code, message } = (value as Schemas["Error"]).error;
  throw new Refused(answer.status, code, message);
}

/** What is known of a body: nothing yet, the verdict, or why there is none. */
export interface Judged {
  readonly verdict?: Verdict;
  readonly error?: string;
  /** The text that the verdict is on; another than the one at hand while that is being judged. */
  readonly text?: string;
}

/**
 * The verdict on a body, with its correction; the latest text wins, and until then the verdict before stands. A mock that
 * was away, or is another one than before, is asked again.
 *
 * @param text - what a submit would send; `undefined` asks nothing
 */
export function useVerdict(text: string | undefined): ReadonlySignal<Judged> {
  const state = useSignal<Judged>({});
  useEffect(() => {
    if (text === undefined || isReport) return undefined;
    const abort = new AbortController();
    const start = () =>
      void judge(text, abort.signal).then(
        (verdict) => (state.value = { verdict, text }),
        (error: unknown) => {
          if (abort.signal.aborted) return;
          state.value = {
            error: error instanceof Refused ? error.message : "The mock does not answer",
            text,
          };
        },
      );
    const waiting = setTimeout(start, state.peek().text === undefined ? 0 : PAUSE_MS);
    const leave = followReloads(start);
    return () => {
      clearTimeout(waiting);
      leave();
      abort.abort();
    };
  }, [text]);
  return state;
}
