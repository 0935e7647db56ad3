import type { ModelId } from "../../contract/models/model-ids.js";
import { closeNames } from "../../errors/close-names.js";
import { KitError } from "../../errors/kit-error.js";
import { ownMember } from "../../text/own-member.js";
import { type CoverageGroupName, type CoverageItem, coverageGroups, readItemId } from "./coverage-item.js";
import type { CoverageRecord, CoveredContract } from "./coverage-record.js";

/** How much of something was exercised. */
export interface CoverageShare {
  /** `covered / total` in percent, cut after the first decimal, so that 100 means all; 100 where there is nothing. */
  readonly percent: number;
  /** Items that were hit at least once. */
  readonly covered: number;
  readonly total: number;
}

/** The share of one section. */
export interface CoverageSection extends CoverageShare {
  readonly group: CoverageGroupName;
  readonly title: string;
  /** When an item of it is hit, as a sentence. */
  readonly hint: string;
  /** Whether its items are part of the overall percentage. */
  readonly counts: boolean;
}

/** Coverage of the contract by a suite. Plain JSON. */
export interface Coverage extends CoverageShare {
  /** In the order of the report. */
  readonly groups: readonly CoverageSection[];
  readonly items: readonly CoverageItem[];
  /** Ids of items that count and that nothing has hit, in the order of the report. */
  readonly missing: readonly string[];
  /** The contract that the items were taken from. */
  readonly contract: CoveredContract;
}

/** Which models a coverage is about; all by default. */
export interface CoverageFilter {
  /** Items of these models alone, beside those that all models share. */
  readonly models?: readonly ModelId[];
  /** Items of the models alone for which a submit named at least one parameter. */
  readonly onlyUsedModels?: boolean;
}

/**
 * Sums a record up.
 *
 * @throws {KitError} `UNKNOWN_MODEL` for a model that the record does not know
 */
export function coverageOf(record: CoverageRecord, filter: CoverageFilter = {}): Coverage {
  const chosen = chosenModels(record, filter);
  const items = itemsOf(record).filter(
    ({ models }) => models === undefined || chosen === undefined || models.some((id) => chosen.has(id)),
  );
  const groups = coverageGroups.map(({ name, title, hitBy, counts = true }) => {
    const own = items.filter(({ group }) => group === name);
    return { group: name, title, hint: hitBy, counts, ...shareOf(own) };
  });
  const counted = items.filter(isCounted);
  return {
    ...shareOf(counted),
    groups,
    items,
    missing: counted.filter(({ hits }) => hits === 0).map(({ id }) => id),
    contract: record.contract,
  };
}

function isCounted({ group }: CoverageItem): boolean {
  return coverageGroups.find(({ name }) => name === group)?.counts !== false;
}

/** Whether a share reaches a percentage, without rounding. */
export function reaches({ covered, total }: CoverageShare, percent: number): boolean {
  return covered * 100 >= percent * total;
}

function shareOf(items: readonly CoverageItem[]): CoverageShare {
  const total = items.length;
  const covered = items.filter(({ hits }) => hits > 0).length;
  return { percent: total === 0 ? 100 : Math.floor((covered * 1000) / total) / 10, covered, total };
}

/** The items of a record in the order of the groups. */
function itemsOf({ items, contract }: CoverageRecord): CoverageItem[] {
  const read: CoverageItem[] = [];
  for (const [id, hits] of items) {
    const said = readItemId(id);
    if (said === undefined) continue;
    const { group, label, model, rule } = said;
    const models = model === undefined ? ownMember(contract.rules, rule ?? "") : [model];
    read.push({ id, group, label, ...(models === undefined ? {} : { models }), hits });
  }
  return coverageGroups.flatMap(({ name }) => read.filter(({ group }) => group === name));
}

function chosenModels(
  record: CoverageRecord,
  { models, onlyUsedModels }: CoverageFilter,
): ReadonlySet<string> | undefined {
  const known = record.contract.models;
  for (const id of models ?? []) if (!known.includes(id)) throw unknownModel(id, known);
  if (onlyUsedModels !== true) return models === undefined ? undefined : new Set(models);
  const used = new Set<string>();
  for (const [id, hits] of record.items) {
    const { model } = readItemId(id) ?? {};
    if (model !== undefined && hits > 0) used.add(model);
  }
  return new Set((models ?? known).filter((id) => used.has(id)));
}

function unknownModel(id: string, known: readonly string[]): KitError {
  const [near] = closeNames(id, known);
  const shown = JSON.stringify(id.slice(0, 60));
  return new KitError(
    "UNKNOWN_MODEL",
    `there is no coverage of a model ${shown}: ${near === undefined ? `known are ${known.join(", ")}` : `did you mean ${near}?`}`,
  );
}

/** The changes since an earlier coverage. */
export interface CoverageChange {
  readonly before: CoverageShare;
  /** Ids that were hit before and are hit no more. */
  readonly lost: readonly string[];
  /** Ids that are hit now and were not. */
  readonly won: readonly string[];
  /** Ids that were hit before and are no items any more: of a rule that was switched off, or a model that left. */
  readonly gone: readonly string[];
}

/** Compares a coverage with an earlier one; sections that do not count are left out. */
export function compareCoverage(before: Coverage, now: Coverage): CoverageChange {
  const hit = ({ hits }: CoverageItem) => hits > 0;
  const hitBefore = new Set(before.items.filter((item) => isCounted(item) && hit(item)).map(({ id }) => id));
  const known = new Set(now.items.map(({ id }) => id));
  const changed = now.items.filter((item) => isCounted(item) && hit(item) !== hitBefore.has(item.id));
  const { percent, covered, total } = before;
  return {
    before: { percent, covered, total },
    lost: changed.filter((item) => !hit(item)).map(({ id }) => id),
    won: changed.filter(hit).map(({ id }) => id),
    gone: [...hitBefore].filter((id) => !known.has(id)),
  };
}
