import { type Change, type ValueChange, valueChanges } from "./compare-values.js";
import { type Difference, difference } from "./drift-finding.js";
import { plainSchema, valueText } from "./plain-schema.js";
import type { PlainSchema } from "./schema-draft.js";
import type { SchemaNode } from "./schema-node.js";
import {
  type Documents,
  memberDifferences,
  memberName,
  type SchemaPair,
  schemaPairs,
} from "./schema-pair.js";

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

export function compareRequest(
  documents: Documents,
  ours: SchemaNode,
  published: SchemaNode,
  ruleRefusing: RuleRefusing = () => undefined,
): Difference[] {
  return schemaPairs(documents, "", ours, published).flatMap((pair) => [
    ...valueChanges(pair.ours, pair.published).map((change) => valueDifference(pair, change, ruleRefusing)),
    ...memberDifferences(pair, "parameter", (added) => ({
      published: inWords(plainSchema(documents.published, added, documents)),
      meaning: "it has an effect there and is ignored here, with a finding no-unknown-parameter",
    })),
    ...requiredDifferences(pair),
    ...remarkDifferences(pair),
  ]);
}

function valueDifference(
  { name, ours, published }: SchemaPair,
  change: ValueChange,
  ruleRefusing: RuleRefusing,
): Difference {
  const { keyword, change: direction, apart } = change;
  const witness = change.witness ?? witnessOf(change);
  const rule = direction === "narrower" && witness !== undefined ? ruleRefusing(name, witness) : undefined;
  const base = {
    change: keyword,
    part: "request",
    parameter: name,
    ours: change.ours,
    published: change.published,
    pointer: `${published.at}${change.below}`,
  } as const;
  if (rule !== undefined) {
    const meaning = `the rule ${rule} refuses here what the published schema refuses`;
    return { ...base, severity: "info", rule, meaning };
  }
  if (keyword === "format" && !isUri(ours.exact.get("format")) && !isUri(published.exact.get("format"))) {
    const meaning = "neither side has to look at this format: read what the page means by it";
    return { ...base, severity: "warning", meaning };
  }
  // `: 21:9`, for lists of values.
  const listed = apart === undefined ? "" : `: ${apart.map(String).join(", ")}`;
  return { ...base, severity: "critical", meaning: `${follows[direction]}${listed}` };
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

/** What a schema takes, in a few words. */
function inWords({ types, values }: PlainSchema): string {
  if (values !== undefined) return values.map(String).join(", ");
  return types === undefined ? "anything" : [...types].sort().join(" or ");
}

function requiredDifferences({ name, ours, published }: SchemaPair): Difference[] {
  const pointer = published.required.size === 0 ? published.at : `${published.at}/required`;
  const names = [...published.required, ...ours.required];
  return names
    .filter((member) => ours.required.has(member) !== published.required.has(member))
    .map((member) => {
      const isRequired = published.required.has(member);
      return difference("required", memberName(name, member), {
        ours: !isRequired,
        published: isRequired,
        meaning: isRequired
          ? "a request without it is accepted here and refused there"
          : "a request without it is valid there and refused here",
        pointer,
      });
    });
}

function remarkDifferences({ name, ours, published }: SchemaPair): Difference[] {
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
