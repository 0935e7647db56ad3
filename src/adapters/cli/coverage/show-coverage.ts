import { randomBytes } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { KitError } from "../../../contract/kit-error.js";
import { compareCoverage } from "../../../insight/coverage/compare-coverage.js";
import { type CoverageFilter, coverageOf, reaches } from "../../../insight/coverage/coverage.js";
import { emptyRecord, mergeRecords, recordText } from "../../../insight/coverage/coverage-record.js";
import { exitCodes } from "../exit-codes.js";
import { printReport, type ReportFormat } from "../reports/print-report.js";
import { coverageReport } from "./coverage-report.js";
import { coverageText } from "./coverage-text.js";
import { type ReadSource, readFileOf, readSources } from "./read-sources.js";
import type { ToldCoverage } from "./told-coverage.js";

/** Flags of `coverage`, by the names that commander gives them. */
export interface CoverageFlags {
  readonly min?: number;
  readonly compare?: string;
  readonly model?: readonly string[];
  readonly onlyUsedModels?: boolean;
  readonly uncovered?: boolean;
  readonly html?: string;
  readonly save?: string;
  readonly controlToken?: string;
  readonly format: ReportFormat;
}

/** Where coverage is looked for that nobody named. */
const DEFAULT_FOLDER = "coverage-wan-mock";

/**
 * Joins coverage and tells what is there and what is missing.
 *
 * @param sources - files, folders, URLs of running mocks
 * @returns 1 below `--min` or where something was lost against `--compare`, else 0
 * @throws {KitError} `INPUT_UNREADABLE`, `UNKNOWN_MODEL`
 */
export async function showCoverage(sources: readonly string[], flags: CoverageFlags): Promise<number> {
  const variable = process.env["WAN_MOCK_COVERAGE"] ?? "";
  const standard = variable === "" ? DEFAULT_FOLDER : variable;
  const read = await readSources(sources.length > 0 ? sources : [standard], flags.controlToken);
  const record = read.map((source) => source.record).reduce(mergeRecords, emptyRecord);
  const filter: CoverageFilter = {
    ...(flags.model === undefined ? {} : { models: flags.model }),
    onlyUsedModels: flags.onlyUsedModels === true,
  };
  const coverage = coverageOf(record, filter);
  const told: ToldCoverage = {
    coverage,
    sources: read.map(({ name }) => name),
    notes: notesOn(read),
    habits: record.habits,
    ...(flags.min === undefined
      ? {}
      : { minimum: { percent: flags.min, reached: reaches(coverage, flags.min) } }),
    ...(flags.compare === undefined ? {} : { change: await changeSince(flags.compare, coverage, filter) }),
  };
  if (flags.save !== undefined) await write(flags.save, recordText(record));
  if (flags.html !== undefined) {
    const { coveragePage } = await import("./coverage-page.js");
    await write(flags.html, coveragePage(told));
  }
  printReport(flags.format, {
    pretty: () => coverageText(told, flags.uncovered === true),
    json: () => ({ ...coverage, ...told, coverage: undefined }),
    report: () => coverageReport(told),
  });
  const failed = told.minimum?.reached === false || (told.change?.lost.length ?? 0) > 0;
  return failed ? exitCodes.findings : exitCodes.clean;
}

async function changeSince(file: string, now: ToldCoverage["coverage"], { models, ...rest }: CoverageFilter) {
  const record = await readFileOf(file);
  // What was not known then was not covered then.
  const known = models?.filter((id) => record.contract.models.includes(id));
  const before = coverageOf(record, { ...rest, ...(known === undefined ? {} : { models: known }) });
  return { file, ...compareCoverage(before, now) };
}

/** What keeps the sources from being about one and the same contract. */
function notesOn(read: readonly ReadSource[]): string[] {
  const all = new Set(read.flatMap(({ record }) => record.contract.models));
  const notes: string[] = [];
  for (const id of all) {
    const knowing = read.filter(({ record }) => record.contract.models.includes(id)).length;
    if (knowing < read.length)
      notes.push(
        `model ${id} is known to ${knowing} of ${read.length} sources: the others served other documents`,
      );
  }
  const rules = (source: ReadSource) => Object.keys(source.record.contract.rules).sort().join();
  if (new Set(read.map(rules)).size > 1)
    notes.push(
      "the sources do not have the same rules: they ran with other settings or versions, and all of them count",
    );
  return notes;
}

/** Whole or not at all. */
async function write(path: string, text: string): Promise<void> {
  const passing = `${path}.${randomBytes(4).toString("hex")}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(passing, text);
    await rename(passing, path);
  } catch (error) {
    // Where it could not be made it cannot be removed either.
    await rm(passing, { force: true }).catch(() => undefined);
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new KitError("INPUT_UNREADABLE", `${path} cannot be written (${code}): name another file`, {
      cause: error,
    });
  }
}
