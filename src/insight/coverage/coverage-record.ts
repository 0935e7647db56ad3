import { quoteForMessage } from "../../errors/quote-for-message.js";
import { hasControlCharacters } from "../../text/control-characters.js";
import { isJsonObject } from "../../text/is-json-object.js";
import type { HabitFinding } from "../habits/habit-finding.js";
import { readFindings } from "../habits/read-findings.js";
import { readItemId } from "./coverage-item.js";

/** The contract that the items were taken from. */
export interface CoveredContract {
  readonly models: readonly string[];
  /** Models that each rule holds for, by its id. */
  readonly rules: Readonly<Record<string, readonly string[]>>;
}

/** Hits of one mock, one process, or many. */
export interface CoverageRecord {
  readonly contract: CoveredContract;
  /** Hits by item id; items that nothing hit are there with 0. */
  readonly items: ReadonlyMap<string, number>;
  /** Findings about the client's behaviour. */
  readonly habits: readonly HabitFinding[];
}

/** Value of `format` in a coverage file. */
export const COVERAGE_FORMAT = "wan-mock-coverage";

/** Version of the files that are written and read. */
export const COVERAGE_VERSION = 1;

/** Findings about behaviour that a record keeps: a client that goes on for hours repeats itself. */
const MOST_HABITS = 1000;

/** Joins two records: items are united, hits added. Order and grouping of several do not matter. */
export function mergeRecords(one: CoverageRecord, other: CoverageRecord): CoverageRecord {
  const items = new Map(one.items);
  for (const [id, hits] of other.items)
    items.set(id, Math.min((items.get(id) ?? 0) + hits, Number.MAX_SAFE_INTEGER));
  const rules = new Map<string, readonly string[]>();
  for (const { contract } of [one, other]) {
    for (const [id, models] of Object.entries(contract.rules))
      rules.set(id, united(rules.get(id) ?? [], models));
  }
  return {
    contract: {
      models: united(one.contract.models, other.contract.models),
      rules: Object.fromEntries(rules),
    },
    items,
    habits: [...one.habits, ...other.habits].slice(0, MOST_HABITS),
  };
}

/** A record of nothing. */
export const emptyRecord: CoverageRecord = {
  contract: { models: [], rules: {} },
  items: new Map(),
  habits: [],
};

function united(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set([...some, ...others])];
}

/** A record as it is written to a file, with a line break at the end. */
export function recordText({ contract, items, habits }: CoverageRecord): string {
  const file = {
    format: COVERAGE_FORMAT,
    version: COVERAGE_VERSION,
    contract,
    items: Object.fromEntries(items),
    habits,
  };
  return `${JSON.stringify(file, null, 1)}\n`;
}

/**
 * Reads the value of a coverage file.
 *
 * @returns the record, or why the value is none, as the end of a sentence that begins with the file's name
 */
export function readRecord(value: unknown): CoverageRecord | string {
  if (!isJsonObject(value) || value["format"] !== COVERAGE_FORMAT) return "is no coverage of wan-mock";
  if (value["version"] !== COVERAGE_VERSION)
    return `is written in version ${quoteForMessage(value["version"])} of the format, this wan-mock reads version ${COVERAGE_VERSION}: merge it with the wan-mock that wrote it`;
  const { contract, items, habits = [] } = value;
  const read = readContract(contract);
  if (read === undefined) return "is broken: contract must hold models and rules";
  if (!isJsonObject(items)) return "is broken: items must be an object of hits by item";
  for (const [id, hits] of Object.entries(items)) {
    if (readItemId(id) === undefined || id.length > 500)
      return `is broken: it holds ${JSON.stringify(id.slice(0, 60))}, which is no item of coverage`;
    if (!Number.isSafeInteger(hits) || (hits as number) < 0)
      return `is broken: the hits of ${JSON.stringify(id.slice(0, 60))} must be a whole number from 0`;
  }
  const findings = readFindings(habits);
  if (typeof findings === "string") return `is broken: ${findings}`;
  return {
    contract: read,
    items: new Map(Object.entries(items) as [string, number][]),
    habits: findings.slice(0, MOST_HABITS),
  };
}

function readContract(value: unknown): CoveredContract | undefined {
  if (!isJsonObject(value)) return undefined;
  const { models, rules } = value;
  if (!isTexts(models) || !isJsonObject(rules) || !Object.values(rules).every(isTexts)) return undefined;
  return { models, rules: rules as Record<string, readonly string[]> };
}

function isTexts(value: unknown): value is readonly string[] {
  return (
    Array.isArray(value) &&
    value.every((item) => typeof item === "string" && item !== "" && !hasControlCharacters(item))
  );
}
