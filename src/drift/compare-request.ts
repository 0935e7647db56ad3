import type { Change, ValueChange } from "./compare-values.js";
import { valueChanges } from "./compare-values.js";
import { type Difference, difference, namesApart } from "./difference.js";
import type { SchemaNode } from "./plain-schema.js";
import { plainSchema, valueText } from "./plain-schema.js";
import { type Documents, memberName, pairOf, pairsBelow, type SchemaPair } from "./schema-pair.js";

/**
 * The rule by which the bundled contract refuses a value that its schema would take; `undefined` when it takes it.
 *
 * @param parameter - as findings name it
 */
export type RuleRefusing = (parameter: string, value: unknown) => string | undefined;

const REFUSED = "a request that is valid there is refused here";
const ACCEPTED = "a request that is accepted here is refused there";
const follows: Readonly<Record<Change, string>> = {
  wider: REFUSED,
  narrower: ACCEPTED,
  other: `${REFUSED}, or the reverse`,
};

/** Compares the schemas of a request body. */
export function compareRequest(
  documents: Documents,
  ours: SchemaNode,
  published: SchemaNode,
  ruleRefusing: RuleRefusing = () => undefined,
): Difference[] {
  const found: Difference[] = [];
  const waiting: SchemaPair[] = [pairOf(documents, "", ours, published)];
  for (let pair = waiting.shift(); pair !== undefined; pair = waiting.shift()) {
    found.push(...requestDifferences(documents, pair, ruleRefusing));
    for (const below of pairsBelow(documents, pair)) {
      // Which models there are is compared document by document.
      if (!(below.name === "model" && documents.model !== undefined)) waiting.push(below);
    }
  }
  return found;
}

function requestDifferences(
  documents: Documents,
  pair: SchemaPair,
  ruleRefusing: RuleRefusing,
): Difference[] {
  const { name, ours, published } = pair;
  return [
    ...valueChanges(ours, published).map((change) => valueDifference(pair, change, ruleRefusing)),
    ...memberDifferences(documents, pair),
    ...requiredDifferences(pair),
    ...remarkDifferences(name, ours, published),
  ];
}

function valueDifference(
  { name, ours, published }: SchemaPair,
  change: ValueChange,
  ruleRefusing: RuleRefusing,
): Difference {
  const { keyword, change: direction, below, witness: shown, apart } = change;
  const witness = shown ?? witnessOf(change);
  const rule = direction === "narrower" && witness !== undefined ? ruleRefusing(name, witness) : undefined;
  const base = {
    change: keyword,
    part: "request",
    parameter: name,
    ours: change.ours,
    published: change.published,
    pointer: `${published.at}${below}`,
  } as const;
  if (rule !== undefined) {
    return {
      ...base,
      severity: "info",
      rule,
      meaning: `the rule ${rule} refuses here what the published schema refuses`,
    };
  }
  if (keyword === "format" && !isUri(ours.exact.get("format")) && !isUri(published.exact.get("format"))) {
    return {
      ...base,
      severity: "warning",
      meaning: "neither side has to look at this format: read what the page means by it",
    };
  }
  return { ...base, severity: "critical", meaning: `${follows[direction]}${valuesApart(apart)}` };
}

/** `: 21:9`, for lists of values. */
function valuesApart(values: readonly unknown[] | undefined): string {
  return values === undefined ? "" : `: ${values.map(String).join(", ")}`;
}

/** `uri` and its like are checked, other formats are remarks. */
function isUri(format: unknown): boolean {
  return typeof format === "string" && /^(?:uri|iri|url)/.test(format);
}

/** A listed value that is gone, or a list or object of one more than the published bound. */
function witnessOf({ keyword, published, apart }: ValueChange): unknown {
  if (apart?.length === 1) return apart[0];
  if (typeof published !== "number" || !(published < 50)) return undefined;
  const urls = Array.from({ length: published + 1 }, (_, index) => `https://cdn.example.com/${index}.mp4`);
  if (keyword === "maxItems") return urls;
  if (keyword === "maxProperties")
    return Object.fromEntries(urls.map((url, index) => [`image${index + 1}`, url]));
  return undefined;
}

function memberDifferences(documents: Documents, { name, ours, published }: SchemaPair): Difference[] {
  const { added, removed } = namesApart(ours.properties, published.properties);
  return [
    ...added.map(([member, node]) =>
      difference("parameter-added", memberName(name, member), {
        published: described(documents, node),
        meaning: "it has an effect there and is ignored here, with a finding no-unknown-parameter",
        pointer: node[0]?.at ?? published.at,
      }),
    ),
    ...removed.map((member) =>
      difference("parameter-removed", memberName(name, member), {
        ours: "a parameter",
        pointer: published.at,
      }),
    ),
  ];
}

/** A new parameter in a few words. */
function described(documents: Documents, node: SchemaNode): string {
  const { types, values } = plainSchema(documents.published, node, documents);
  if (values !== undefined) return values.map((value) => String(value)).join(", ");
  return types === undefined ? "anything" : [...types].sort().join(" or ");
}

function requiredDifferences({ name, ours, published }: SchemaPair): Difference[] {
  const found: Difference[] = [];
  const pointer = published.required.size === 0 ? published.at : `${published.at}/required`;
  const at = (member: string, isRequired: boolean) =>
    difference("required", memberName(name, member), {
      ours: !isRequired,
      published: isRequired,
      meaning: isRequired
        ? "a request without it is accepted here and refused there"
        : "a request without it is valid there and refused here",
      pointer,
    });
  for (const member of published.required) if (!ours.required.has(member)) found.push(at(member, true));
  for (const member of ours.required) if (!published.required.has(member)) found.push(at(member, false));
  return found;
}

function remarkDifferences(
  name: string,
  ours: SchemaPair["ours"],
  published: SchemaPair["published"],
): Difference[] {
  const found: Difference[] = [];
  if (valueText(ours.default ?? null) !== valueText(published.default ?? null)) {
    const pointer = published.default === undefined ? published.at : `${published.at}/default`;
    found.push(difference("default", name, { ours: ours.default, published: published.default, pointer }));
  }
  if (published.isDeprecated && !ours.isDeprecated) {
    const pointer = `${published.at}/deprecated`;
    found.push(difference("deprecated", name, { ours: false, published: true, pointer }));
  }
  return found;
}
