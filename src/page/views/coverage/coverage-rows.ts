import type { components } from "../../generated/control-api.js";

type Item = components["schemas"]["CoverageItem"];

/** A row of a section: an item, or for rules the two items of one rule. */
export interface CoverageRow {
  /** Unique among the rows of a section. */
  readonly key: string;
  /** Model of an item that belongs to one. */
  readonly model: string | undefined;
  /** Id of the rule that it is about. */
  readonly rule: string | undefined;
  readonly name: string;
  /** Hits by column: one, or refused and passed. `undefined` where there is no such item. */
  readonly hits: readonly (number | undefined)[];
}

/** Which rows are shown. */
export interface CoverageSearch {
  /** Words that all have to be found in ids or models. */
  readonly text: string;
  readonly model: string | undefined;
  /** Only rows with something that nothing has hit. */
  readonly missingOnly: boolean;
}

/** The rows of a section that a search finds, in the order of the report. */
export function rowsOf(group: string, items: readonly Item[], search: CoverageSearch): CoverageRow[] {
  const words = search.text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ id, label, models }: Item) =>
    (search.model === undefined || models === undefined || models.includes(search.model)) &&
    words.every((word) => `${id} ${label} ${models?.join(" ") ?? ""}`.toLowerCase().includes(word));
  const found = items.filter((item) => item.group === group && fits(item));
  const rows = group === "rules" ? ruleRows(found) : found.map((item) => plainRow(group, item));
  return search.missingOnly ? rows.filter(isMissing) : rows;
}

/** Whether something of a row was never hit. */
export function isMissing({ hits }: CoverageRow): boolean {
  return hits.includes(0);
}

function plainRow(group: string, { id, label, models = [], hits }: Item): CoverageRow {
  const [model] = models;
  const start = `${model}: `;
  const name = model !== undefined && label.startsWith(start) ? label.slice(start.length) : label;
  return { key: id, model: group === "models" ? undefined : model, rule: undefined, name, hits: [hits] };
}

/** Ids are `rule/ID/refused` and `rule/ID/passed`, labels `ID refused` and `ID passed`. */
function ruleRows(items: readonly Item[]): CoverageRow[] {
  const rules = new Map<string, Map<string, number>>();
  for (const { label, hits } of items) {
    const space = label.lastIndexOf(" ");
    const rule = label.slice(0, space);
    const ends = rules.get(rule) ?? new Map<string, number>();
    rules.set(rule, ends.set(label.slice(space + 1), hits));
  }
  return [...rules].map(([rule, ends]) => ({
    key: rule,
    model: undefined,
    rule,
    name: rule,
    hits: [ends.get("refused"), ends.get("passed")],
  }));
}
