import { type Difference, difference, namesApart } from "./drift-finding.js";
import { type ChoiceReading, plainSchema } from "./plain-schema.js";
import type { PlainSchema } from "./schema-draft.js";
import type { DriftDocument, SchemaNode } from "./schema-node.js";

/** The bundled document and a published one, where they speak of the same, and how their schemas are read. */
export interface Documents extends ChoiceReading {
  readonly ours: DriftDocument;
  readonly published: DriftDocument;
}

/** One place of both documents. */
export interface SchemaPair {
  /** The parameter there, as the vendor writes it; `""` for the whole. */
  readonly name: string;
  readonly ours: PlainSchema;
  readonly published: PlainSchema;
}

/** The schemas of all places that two schemas share: themselves, then what is within them. */
export function schemaPairs(
  documents: Documents,
  name: string,
  ours: SchemaNode,
  published: SchemaNode,
): SchemaPair[] {
  const pairs: SchemaPair[] = [];
  const add = (name: string, one: SchemaNode, other: SchemaNode) =>
    pairs.push({
      name,
      ours: plainSchema(documents.ours, one, documents),
      published: plainSchema(documents.published, other, documents),
    });
  add(name, ours, published);
  for (const { name: owner, ours: one, published: other } of pairs) {
    for (const [member, node] of one.properties) {
      const name = memberName(owner, member);
      const theirs = other.properties.get(member);
      // Which models there are is compared document by document.
      if (theirs !== undefined && !(name === "model" && documents.model !== undefined))
        add(name, node, theirs);
    }
    if (one.items !== undefined && other.items !== undefined) add(`${owner}[]`, one.items, other.items);
    if (typeof one.others === "object" && typeof other.others === "object") {
      add(memberName(owner, "*"), one.others, other.others);
    }
  }
  return pairs;
}

/** The members that one side alone names. */
export function memberDifferences(
  { name, ours, published }: SchemaPair,
  kind: "field" | "parameter",
  factsOf: (added: SchemaNode) => Partial<Difference>,
): Difference[] {
  const { added, removed } = namesApart(ours.properties, published.properties);
  return [
    ...added.map(([member, node]) =>
      difference(`${kind}-added`, memberName(name, member), {
        ...factsOf(node),
        pointer: node[0]?.at ?? published.at,
      }),
    ),
    ...removed.map((member) =>
      difference(`${kind}-removed`, memberName(name, member), { ours: `a ${kind}`, pointer: published.at }),
    ),
  ];
}

/** `model_params` and `voice_bindings` -> `model_params.voice_bindings`. */
export function memberName(owner: string, member: string): string {
  return owner === "" || owner.endsWith(" ") ? `${owner}${member}` : `${owner}.${member}`;
}
