import type { Schemas } from "../../../state/schemas.js";
import { inOrder, type Moment, type Tone } from "./moment.js";

/** The calls of clients that concern a task. */
export function callMoments(entries: readonly Schemas["JournalEntry"][]): readonly Moment[] {
  return inOrder(entries.filter((entry) => entry.kind === "request").map(callMoment));
}

function callMoment(entry: Schemas["RequestEntry"]): Moment {
  const { sequence, at, route, status, shown, progress, code } = entry;
  const answer = status === 0 ? "no answer" : String(status);
  const told =
    shown === undefined ? "" : `, shown ${shown}${progress === undefined ? "" : ` at ${progress} %`}`;
  return {
    key: `call-${sequence}`,
    at: Date.parse(at),
    until: Date.parse(at),
    tone: toneOf(status),
    kind: route,
    text: route === "submit" || route === "download" ? route : "",
    title: `${route} answered ${answer}${code === undefined ? "" : ` ${code}`}${told}`,
    link: { view: "requests", id: sequence },
  };
}

function toneOf(status: number): Tone {
  if (status === 0 || status >= 500) return "bad";
  return status >= 400 ? "warn" : "good";
}
