import type { JournalEntry } from "../../ports/journal.js";

/** Which journal entries are asked for; all that is named must fit. */
export interface JournalFilter {
  readonly kind?: string | undefined;
  /** The account as it is shown: `key_` and 8 hex digits. */
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  /** Task id. */
  readonly task?: string | undefined;
  /** HTTP status of a request or callback, or status of a task or settlement. */
  readonly status?: number | string | undefined;
  /** Id of a rule that a request has a finding of. */
  readonly rule?: string | undefined;
  readonly method?: string | undefined;
  /** The whole path, or a pattern for it. */
  readonly path?: string | RegExp | undefined;
}

/** The test whether an entry fits a filter. */
export function fitsEntry(filter: JournalFilter): (entry: JournalEntry) => boolean {
  const { kind, key, model, task, status, rule, method, path } = filter;
  const asksForRequests = rule !== undefined || method !== undefined || path !== undefined;
  const statusText = status === undefined ? undefined : String(status);
  return (entry) =>
    (kind === undefined || entry.kind === kind) &&
    (key === undefined || entry.key === key) &&
    (model === undefined || entry.model === model) &&
    (task === undefined || entry.task === task) &&
    (statusText === undefined || ("status" in entry && String(entry.status) === statusText)) &&
    (!asksForRequests ||
      (entry.kind === "request" &&
        (rule === undefined || entry.findings.some((finding) => finding.rule === rule)) &&
        (method === undefined || entry.method === method) &&
        (path === undefined || fitsPath(entry.path, path))));
}

function fitsPath(path: string, wanted: string | RegExp): boolean {
  return typeof wanted === "string" ? path === wanted : path.search(wanted) >= 0;
}
