/** What the view reads of a rule. */
export interface RuleFacts {
  readonly id: string;
  readonly summary: string;
  readonly severity: "error" | "warn";
  readonly models: readonly string[];
  readonly parameters: readonly string[];
  readonly failure?: { readonly code: string } | undefined;
  readonly house?: true | undefined;
}

/** How often a rule was met and how often it was broken. */
export interface Hits {
  readonly refused: number;
  readonly passed: number;
}

/** Hits by rule, from the items of coverage; a rule that has none is not counted. */
export function hitsByRule(
  items: readonly { readonly id: string; readonly hits: number }[],
): ReadonlyMap<string, Hits> {
  const found = new Map<string, Hits>();
  for (const { id, hits } of items) {
    const [group, rule = "", outcome] = id.split("/");
    if (group !== "rule" || (outcome !== "refused" && outcome !== "passed")) continue;
    found.set(rule, { ...(found.get(rule) ?? { refused: 0, passed: 0 }), [outcome]: hits });
  }
  return found;
}

/** Rules under the heading of what they are about; those that do not hold all words of a search are left out. */
export function grouped<Rule extends RuleFacts>(
  rules: readonly Rule[],
  search: string,
): { readonly title: string; readonly items: readonly Rule[] }[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const most = rules.reduce((count, { models }) => Math.max(count, models.length), 0);
  const groups = new Map<string, Rule[]>();
  for (const rule of rules) {
    const title = titleOf(rule, most);
    const items = groups.get(title) ?? [];
    groups.set(title, items);
    if (words.every((word) => textOf(rule).includes(word))) items.push(rule);
  }
  return [...groups].map(([title, items]) => ({ title, items }));
}

function titleOf({ models, failure, house, parameters }: RuleFacts, most: number): string {
  if (failure !== undefined) return "Media, where a task fails";
  if (house === true) return "House rules";
  if (parameters.length === 0) return "The request as a whole";
  const [model, ...others] = models;
  return others.length === 0 && most > 1 ? (model ?? "") : "Several models";
}

function textOf({ id, summary, severity, models, parameters, failure }: RuleFacts): string {
  return `${id} ${summary} ${severity} ${models.join(" ")} ${parameters.join(" ")} ${failure?.code ?? ""}`.toLowerCase();
}

/** Characters of a text that an example shows. */
const LONGEST = 160;

/** A JSON value in which long texts are cut; each says how long it is. */
export function shortened(value: unknown): unknown {
  if (typeof value === "string") {
    const characters = [...value];
    if (characters.length <= LONGEST) return value;
    return `${characters.slice(0, LONGEST / 2).join("")}… (${characters.length.toLocaleString("en-US")} characters)`;
  }
  if (Array.isArray(value)) return value.map(shortened);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shortened(member)]));
}
