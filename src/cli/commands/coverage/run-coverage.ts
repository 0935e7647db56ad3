import type { ModelId } from "../../../contract/models/model-ids.js";
import { invalidOption } from "../../../errors/kit-error.js";
import {
  type CoverageFilter,
  compareCoverage,
  coverageOf,
  reaches,
} from "../../../insight/coverage/coverage.js";
import {
  type CoverageRecord,
  emptyRecord,
  mergeRecords,
  recordText,
} from "../../../insight/coverage/coverage-record.js";
import { exitCodes } from "../../exit-codes.js";
import { printReport } from "../../reports/print-report.js";
import type { ReportFlags } from "../../reports/report-options.js";
import { keepApart, writeInFolder } from "../../reports/write-output.js";
import { namedSources, type ReadSource, readCoverageFile, readSources } from "../../sources/read-sources.js";
import type { Terminal } from "../../terminal/terminal.js";
import { coverageReport } from "./coverage-report.js";
import { coverageText, type JoinedCoverage } from "./coverage-text.js";

/** Flags of `coverage`, by the names that commander gives them. */
export interface CoverageFlags extends ReportFlags {
  readonly min?: number;
  readonly compare?: string;
  readonly model?: readonly string[];
  readonly onlyUsedModels?: boolean;
  readonly uncovered?: boolean;
  readonly html?: string;
  readonly save?: string;
  readonly controlToken?: string;
}

/** Where coverage is looked for that nobody named. */
const DEFAULT_FOLDER = "coverage-wan-mock";

/**
 * Joins coverage and tells what is there and what is missing.
 *
 * @param sources - files, folders, URLs of running mocks
 * @returns 1 below `--min` or where something was lost against `--compare`, else 0
 * @throws {KitError} `INPUT_UNREADABLE`, `UNKNOWN_MODEL`, `OUTPUT_UNWRITABLE`, `INVALID_OPTION` for files that are written in the
 * place of others
 */
export async function runCoverage(
  terminal: Terminal,
  sources: readonly string[],
  flags: CoverageFlags,
): Promise<number> {
  const named = namedSources(sources, terminal, DEFAULT_FOLDER);
  const read = await readSources(named, flags.controlToken);
  keepFilesApart(read, flags);
  const record = read.map(({ content }) => content).reduce(mergeRecords, emptyRecord);
  const filter: CoverageFilter = {
    ...(flags.model === undefined ? {} : { models: flags.model as readonly ModelId[] }),
    onlyUsedModels: flags.onlyUsedModels === true,
  };
  const coverage = coverageOf(record, filter);
  const joined: JoinedCoverage = {
    coverage,
    sources: read.map(({ name }) => name),
    notes: notesOn(read, record),
    habits: record.habits,
    minimum:
      flags.min === undefined ? undefined : { percent: flags.min, reached: reaches(coverage, flags.min) },
    change: flags.compare === undefined ? undefined : changeSince(flags.compare, coverage, filter),
  };
  if (flags.save !== undefined) writeInFolder(flags.save, recordText(record), "--save");
  if (flags.html !== undefined) {
    const { coverageHtml } = await import("./coverage-html.js");
    writeInFolder(flags.html, coverageHtml(joined), "--html");
  }
  printReport(terminal, flags, {
    pretty: (screen) => coverageText(joined, { uncovered: flags.uncovered === true, named, screen }),
    json: () => ({ ...coverage, ...joined, coverage: undefined }),
    report: () => coverageReport(joined),
  });
  const failed = joined.minimum?.reached === false || (joined.change?.lost.length ?? 0) > 0;
  return failed ? exitCodes.findings : exitCodes.clean;
}

/** Nothing is written over what was read, nor one thing over the other. */
function keepFilesApart(
  read: readonly ReadSource<unknown>[],
  { compare, save, html, output }: CoverageFlags,
): void {
  const files = read.filter(({ isRunning }) => !isRunning).map(({ name }) => name);
  const named = { "--save": save, "--html": html };
  for (const [option, file] of Object.entries(named)) {
    if (file === "-" || file === "") throw invalidOption(`${option} takes the name of a file, got "${file}"`);
  }
  keepApart([...files, ...(compare === undefined ? [] : [compare])], { "--output": output, ...named });
}

function changeSince(file: string, now: JoinedCoverage["coverage"], { models, ...rest }: CoverageFilter) {
  const record = readCoverageFile(file);
  // A model that was not known then was not covered then.
  const known = models?.filter((id) => record.contract.models.includes(id));
  const before = coverageOf(record, { ...rest, ...(known === undefined ? {} : { models: known }) });
  return { file, ...compareCoverage(before, now) };
}

/** Odd things about the sources: mostly why they are not about one and the same contract. */
function notesOn(read: readonly ReadSource<CoverageRecord>[], joined: CoverageRecord): string[] {
  const all = new Set(joined.contract.models);
  const notes: string[] = [];
  for (const id of all) {
    const knowing = read.filter(({ content }) => content.contract.models.includes(id)).length;
    if (knowing < read.length)
      notes.push(
        `model ${id} is known to ${knowing} of ${read.length} sources: the others served other documents`,
      );
  }
  const rules = ({ content }: ReadSource<CoverageRecord>) =>
    Object.keys(content.contract.rules).sort().join();
  if (new Set(read.map(rules)).size > 1)
    notes.push(
      "the sources ran with different rules (their settings or versions differ): all of these rules count",
    );
  const findings = read.reduce((sum, { content }) => sum + content.habits.length, 0);
  if (findings > joined.habits.length)
    notes.push(`of ${findings} findings about habits the first ${joined.habits.length} are shown`);
  return notes;
}
