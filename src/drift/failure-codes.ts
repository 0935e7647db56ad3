import { errorCatalogue } from "../contract/error-catalogue.js";
import { taskFailures } from "../contract/task-failures.js";
import { type Difference, difference } from "./difference.js";
import type { JsonExample } from "./json-examples.js";
import { leadOf, type PageRow } from "./table-rows.js";

/** Failures that pass when the same request is sent again, as the page of error codes advises; the others do not. */
const PASSING = new Set([
  "service_error",
  "generation_timeout",
  "resource_exhausted",
  "quota_exceeded",
  "service_unavailable",
]);
/** The advice is to send it again with another prompt, or as it is. */
const EITHER = new Set(["generation_failed_no_content", "request_cancelled"]);

const known = new Set<string>([
  ...Object.keys(taskFailures),
  ...Object.values(errorCatalogue).flatMap((errors) => Object.values(errors).map(({ code }) => code)),
]);
const CODE = /^[a-z]+(?:_[a-z]+)+$/;
/** As many known codes as make a page the list of them. */
const LIST = 6;

/** Compares the codes with which tasks fail; `undefined` for a page that lists none. */
export function compareFailures(
  rows: readonly PageRow[],
  examples: readonly JsonExample[],
): Difference[] | undefined {
  const stated = new Map([...codesInExamples(examples), ...codesInLines(rows), ...codesInTables(rows)]);
  const listed = Object.keys(taskFailures).filter((code) => stated.has(code));
  if (listed.length < 2) return undefined;
  const found = [...stated]
    .filter(([code]) => !known.has(code))
    .map(([code, line]) => difference("failure-added", "200 error.code", { published: code, line }));
  return [...found, ...removedCodes(rows, listed), ...adviceDifferences(rows)];
}

function removedCodes(rows: readonly PageRow[], listed: readonly string[]): Difference[] {
  if (listed.length < LIST) return [];
  const words = new Set(
    rows.flatMap(({ text, cells }) => [...(text.match(/[a-z]+(?:_[a-z]+)+/g) ?? []), ...cells]),
  );
  return Object.keys(taskFailures)
    .filter((code) => !words.has(code))
    .map((code) => difference("failure-removed", "200 error.code", { ours: code }));
}

/** Codes that begin the rows of a table, where others of it are known. */
function codesInTables(rows: readonly PageRow[]): [code: string, line: number][] {
  const tables: [string, number][][] = [];
  let last = -1;
  for (const row of rows) {
    const lead = leadOf(row);
    if (lead === undefined || !CODE.test(lead)) continue;
    if (row.line > last + 2) tables.push([]);
    tables.at(-1)?.push([lead, row.line]);
    last = row.line;
  }
  return tables
    .filter((table) => table.filter(([code]) => known.has(code)).length * 2 >= table.length)
    .flat();
}

/** Codes on lines of their own, as headings are, and in lines that list several. */
function codesInLines(rows: readonly PageRow[]): [code: string, line: number][] {
  const alone = rows.flatMap(({ text, cells, line }, index): [string, number][] => {
    const [, code] = /^(?:#{1,6}\s+)?([a-z]+(?:_[a-z]+)+)$/.exec(text) ?? [];
    const next = rows.slice(index + 1, index + 3).find((row) => row.text !== "")?.text ?? "";
    return code === undefined ||
      cells.length > 1 ||
      /^(?:string|number|integer|boolean|object|enum|array)\b/.test(next)
      ? []
      : [[code, line]];
  });
  const lists = rows.flatMap(({ text, cells, line }): [string, number][] => {
    const codes = [
      ...text.matchAll(
        /(?<![\w.])[a-z]+(?:_[a-z]+)+(?=\s*(?:$|\.(?:\s|$)|["',;)\]\u3001\uff0c]|and\b|or\b))/g,
      ),
    ].map(([code]) => code);
    const isList = cells.length === 1 && codes.filter((code) => known.has(code)).length > 1;
    return isList ? codes.map((code) => [code, line]) : [];
  });
  const isCodes = alone.filter(([code]) => known.has(code)).length > 1;
  return [...(isCodes ? alone : []), ...lists];
}

/** The codes of failed tasks that a page shows. */
function codesInExamples(examples: readonly JsonExample[]): [code: string, line: number][] {
  return examples.flatMap(({ value, line }): [string, number][] => {
    const error = value["error"] as { code?: unknown } | null | undefined;
    const code = value["status"] === "failed" ? error?.code : undefined;
    return typeof code === "string" ? [[code, line]] : [];
  });
}

const NEVER = /\b(?:do not|don't|never|cannot be|must not be) retr|\bnot? (?:safe to )?retr|non-?retr/i;
const AGAIN = /\b(?:retry|try again) (?:later|after|in)\b|\bauto-?recover|\bsafe to retry|\bwait\b.*\bretry/i;

/** Differences in the advice about a failure, where the page gives it in English. */
function adviceDifferences(rows: readonly PageRow[]): Difference[] {
  return rows.flatMap((row): Difference[] => {
    const code = leadOf(row) ?? "";
    if (!Object.hasOwn(taskFailures, code) || EITHER.has(code)) return [];
    const cells = row.cells.slice(1).map((cell) => cell.toLowerCase());
    // Where bars are lost, one cell ends and the next begins with a capital.
    const text = row.text.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " ");
    const passes = AGAIN.test(text) || cells.includes("yes");
    const stays = NEVER.test(text) || cells.includes("no");
    if (
      PASSING.has(code) ? !stays : !passes || stays || /\b(?:fix|then|change|different|resize)\b/i.test(text)
    ) {
      return [];
    }
    return [
      difference("retry-advice", "200 error.code", {
        ours: `${code}: ${PASSING.has(code) ? "retry later" : "not without a change"}`,
        published: `${code}: ${PASSING.has(code) ? "do not retry" : "retry later"}`,
        line: row.line,
      }),
    ];
  });
}
