import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from "yaml";
import { nameIn } from "../../text/json-pointer.js";

/**
 * Offset at which the value of a JSON pointer starts, or its key where `of` says so; the nearest one around it
 * where the pointer leads nowhere.
 */
export function offsetAt(document: Document, pointer: string, of: "key" | "value" = "value"): number {
  let node: Node | null = document.contents;
  let offset = startOf(node) ?? 0;
  const parts = pointer === "" ? [] : pointer.slice(1).split("/");
  for (const [index, raw] of parts.entries()) {
    const part = nameIn(raw);
    const isLast = index === parts.length - 1;
    const found = childOf(resolved(node, document), part);
    if (found === undefined) return offset;
    node = found.value;
    offset = (of === "key" && isLast ? startOf(found.key) : startOf(node)) ?? startOf(found.key) ?? offset;
  }
  return offset;
}

function childOf(
  node: Node | null,
  part: string,
): { readonly key: Node | null; readonly value: Node | null } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
    return pair === undefined ? undefined : { key: nodeOf(pair.key), value: nodeOf(pair.value) };
  }
  if (!isSeq(node)) return undefined;
  const item = nodeOf(node.items[Number(part)]);
  return item === null ? undefined : { key: item, value: item };
}

function resolved(node: Node | null, document: Document): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node;
}

function nodeOf(value: unknown): Node | null {
  return isNode(value) ? value : null;
}

function startOf(node: Node | null): number | undefined {
  return node?.range?.[0];
}
