import type { paths } from "../generated/control-api.js";
import type { ReportFacts } from "../report-facts.js";
import type { Schemas } from "./schemas.js";

export type { Schemas } from "./schemas.js";

/** A call that the control side refused, with its sentence. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    /** `error.code`; `unreachable` where there was no answer. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

type Get<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Operation : never;
type Json<Operation> = Operation extends {
  responses: { 200: { content: { "application/json": infer Body } } };
}
  ? Body
  : never;

/** The answer to a GET of the control side, by its path in the document. */
export type Answer<Path extends keyof paths> = Json<Get<Path>>;

/** Answers that were saved with a report, by path and query. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** The answers of a report's file; absent on the page of a running mock. */
const saved = ((): Snapshot | undefined => {
  const text = document.querySelector("script[type='application/json']#report")?.textContent;
  return text == null ? undefined : (JSON.parse(text) as Snapshot);
})();

/** Whether the page stands in a file: nothing changes, and nothing can be changed. */
export const isReport = saved !== undefined;

export const reportFacts = saved?.["report"] as ReportFacts | undefined;

/**
 * Asks the control side.
 *
 * @param path - with its query; in a report one of those that it was saved with
 * @throws {Refused}
 */
export async function ask<Body>(path: string): Promise<Body> {
  if (saved === undefined) return (await send("GET", path)) as Body;
  const answer = Object.hasOwn(saved, path) ? saved[path] : rowOf(saved, path);
  if (answer === undefined) throw new Refused(404, "not_in_report", "This report was saved without it");
  return answer as Body;
}

/** An entry of the journal as its list has it: in a report only those with more to tell stand by themselves. */
function rowOf(snapshot: Snapshot, path: string): unknown {
  const [, sequence] = /^\/_mock\/journal\/(\d+)$/.exec(path) ?? [];
  if (sequence === undefined) return undefined;
  return Object.entries(snapshot)
    .filter(([name]) => name.startsWith("/_mock/journal?"))
    .flatMap(([, page]) => (page as { readonly items: readonly Schemas["JournalEntry"][] }).items)
    .find((entry) => String(entry.sequence) === sequence);
}

/** @throws {Refused} */
export async function send(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(path, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch(() => {
    throw new Refused(0, "unreachable", "The mock does not answer");
  });
  const text = await answer.text().catch(() => {
    throw new Refused(0, "unreachable", "The answer of the mock broke off");
  });
  const value = text === "" ? undefined : parsedAnswer(text, answer.status);
  if (answer.ok) return value;
  const { code, message } = (value as Schemas["Error"] | undefined)?.error ?? notOfTheMock(answer.status);
  throw new Refused(answer.status, code, message);
}

/** @throws {Refused} for a text that is no JSON, such as the error page of a proxy */
function parsedAnswer(text: string, status: number): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const { code, message } = notOfTheMock(status);
    throw new Refused(status, code, message);
  }
}

function notOfTheMock(status: number) {
  return { code: "unreachable", message: `HTTP ${status}, and not from the mock: is a proxy between?` };
}
