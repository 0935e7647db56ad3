import type { Schemas } from "../../state/schemas.js";

/** A journal entry in words. */
export interface EntryText {
  readonly what: string;
  readonly detail: string;
  /** What tells more, as `linkTo` takes it. */
  readonly link: { readonly view: string; readonly id?: string | number } | undefined;
  readonly tone: "good" | "bad" | "warn" | "still";
}

/** Says an entry of a task's journal. */
export function entryText(entry: Schemas["JournalEntry"]): EntryText {
  switch (entry.kind) {
    case "request":
      return requestText(entry);
    case "task":
      return {
        what: `task ${entry.step}`,
        detail: [entry.status, entry.code].filter(Boolean).join(" "),
        link: undefined,
        tone: entry.status === "failed" ? "bad" : "still",
      };
    case "settle":
      return { what: "settle", detail: `${entry.amount} credits charged`, link: undefined, tone: "good" };
    case "refund":
      return { what: "refund", detail: `${entry.amount} credits given back`, link: undefined, tone: "warn" };
    case "callback":
      return callbackText(entry);
    case "habit":
      return {
        what: "habit",
        detail: `${entry.habit}: ${entry.message}`,
        link: { view: "habits" },
        tone: entry.severity === "error" ? "bad" : "warn",
      };
    default:
      return { what: entry.kind, detail: "", link: undefined, tone: "still" };
  }
}

function requestText(entry: Schemas["RequestEntry"]): EntryText {
  const { route, method, status, code, shown, progress, sequence, findings } = entry;
  const told = [
    status === 0 ? "no answer" : String(status),
    code,
    shown,
    shown === "processing" && progress !== undefined ? `${progress} %` : undefined,
    findings.length === 0 ? undefined : `${findings.length} finding${findings.length === 1 ? "" : "s"}`,
  ];
  return {
    what: `${method} ${route}`,
    detail: told.filter((part) => part !== undefined).join(" · "),
    link: { view: "requests", id: sequence },
    tone: status === 0 || status >= 500 ? "bad" : status >= 400 ? "warn" : "good",
  };
}

function callbackText({ attempt, status, error, state, delivery }: Schemas["CallbackEntry"]): EntryText {
  const isGood = state === "delivered";
  const answer = status === undefined ? (error ?? "") : String(status);
  return {
    what: attempt === 0 ? "callback withheld" : `callback attempt ${attempt}`,
    detail: attempt === 0 ? answer : [answer, state].join(" · "),
    link: { view: "callbacks", id: delivery },
    tone: isGood ? "good" : state === "withheld" ? "warn" : "bad",
  };
}
