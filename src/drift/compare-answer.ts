import { type ValueChange, valueChanges } from "./compare-values.js";
import { type Difference, difference, namesApart } from "./difference.js";
import type { DriftSeverity } from "./drift-finding.js";
import type { SchemaNode } from "./plain-schema.js";
import { type Documents, memberName, pairOf, pairsBelow, type SchemaPair } from "./schema-pair.js";

/**
 * Compares the schemas of an answer: a client must find there all that it reads here, and should have met here all
 * that it finds there. That the bundled contract promises more (required members, patterns) is no difference.
 *
 * @param name - what stands before each member's name, such as `"200 "`
 */
export function compareAnswer(
  compared: Documents,
  name: string,
  ours: SchemaNode,
  published: SchemaNode,
): Difference[] {
  const found: Difference[] = [];
  const documents = { ...compared, unites: true };
  const waiting: SchemaPair[] = [pairOf(documents, name, ours, published)];
  for (let pair = waiting.shift(); pair !== undefined; pair = waiting.shift()) {
    const { name: place, ours: one, published: other } = pair;
    found.push(
      ...valueChanges(one, other).flatMap((change) => valueDifference(place, other.at, change)),
      ...memberDifferences(pair),
    );
    waiting.push(...pairsBelow(documents, pair));
  }
  return found;
}

/** Keywords by which an answer cannot become unreadable. */
const MILD = /^(?:m(?:in|ax)|pattern|format|multipleOf|uniqueItems)/;

function valueDifference(name: string, at: string, change: ValueChange): Difference[] {
  const { keyword, change: direction, below, ours, published } = change;
  const judged = severityOf(keyword, direction);
  if (judged === undefined) return [];
  const { severity, meaning } = judged;
  const pointer = `${at}${below}`;
  return [
    { severity, change: keyword, part: "answer", parameter: name.trim(), ours, published, meaning, pointer },
  ];
}

function severityOf(
  keyword: string,
  direction: ValueChange["change"],
): { readonly severity: DriftSeverity; readonly meaning: string } | undefined {
  const isNarrower = direction === "narrower";
  if (keyword === "pattern" && direction === "wider") return undefined;
  if (/^(?:if|then|else|not|additionalProperties|propertyNames)$/.test(keyword)) {
    return isNarrower || direction === "other"
      ? undefined
      : { severity: "info", meaning: "further members may come" };
  }
  if (MILD.test(keyword)) return { severity: "warning", meaning: "the service answers within other bounds" };
  if (keyword === "type" || keyword === "items") {
    return { severity: "critical", meaning: "a client reads another type there than here" };
  }
  if (keyword !== "enum")
    return { severity: "critical", meaning: "the answer is built in another way there" };
  return isNarrower
    ? { severity: "warning", meaning: "the service no longer lists values that the mock may send" }
    : { severity: "critical", meaning: "a client meets values there that the mock never sends" };
}

function memberDifferences({ name, ours, published }: SchemaPair): Difference[] {
  const { added, removed } = namesApart(ours.properties, published.properties);
  return [
    ...added.map(([member, node]) =>
      difference("field-added", memberName(name, member), {
        published: "a field",
        pointer: node[0]?.at ?? published.at,
      }),
    ),
    ...removed.map((member) =>
      difference("field-removed", memberName(name, member), { ours: "a field", pointer: published.at }),
    ),
  ];
}
