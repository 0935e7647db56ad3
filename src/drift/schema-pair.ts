import type { PlainSchema, SchemaNode } from "./plain-schema.js";
import { plainSchema } from "./plain-schema.js";
import type { DriftDocument } from "./schema-node.js";

/** The bundled document and a published one, where they speak of the same. */
export interface Documents {
  readonly ours: DriftDocument;
  readonly published: DriftDocument;
  /** The model that is compared; absent where a document is not about one. */
  readonly model?: string | undefined;
  /** Answers: their cases count as one schema. */
  readonly unites?: boolean;
}

/** One place of both documents. */
export interface SchemaPair {
  /** The parameter there, as the vendor writes it; `""` for the whole. */
  readonly name: string;
  readonly ours: PlainSchema;
  readonly published: PlainSchema;
}

/** The two schemas of one place. */
export function pairOf(
  documents: Documents,
  name: string,
  ours: SchemaNode,
  published: SchemaNode,
): SchemaPair {
  return {
    name,
    ours: plainSchema(documents.ours, ours, documents),
    published: plainSchema(documents.published, published, documents),
  };
}

/** The pairs right below one: members that both name, items, and members without a name. */
export function pairsBelow(documents: Documents, pair: SchemaPair): SchemaPair[] {
  const { name, ours, published } = pair;
  const below: SchemaPair[] = [];
  for (const [member, node] of ours.properties) {
    const other = published.properties.get(member);
    if (other !== undefined) below.push(pairOf(documents, memberName(name, member), node, other));
  }
  if (ours.items !== undefined && published.items !== undefined) {
    below.push(pairOf(documents, `${name}[]`, ours.items, published.items));
  }
  if (Array.isArray(ours.others) && Array.isArray(published.others)) {
    const [one, other] = [ours.others, published.others] as [SchemaNode, SchemaNode];
    below.push(pairOf(documents, memberName(name, "*"), one, other));
  }
  return below;
}

/** `model_params` and `voice_bindings` -> `model_params.voice_bindings`. */
export function memberName(owner: string, member: string): string {
  return owner === "" || owner.endsWith(" ") ? `${owner}${member}` : `${owner}.${member}`;
}
