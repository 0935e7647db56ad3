import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { nameIn } from "./json-pointer.js";

/** A value of a YAML document, and the key or the item that it stands at. */
interface PlacedNode {
  readonly key: Node | undefined;
  readonly value: Node | undefined;
}

/** Finds the places of JSON pointers in the text of a YAML document. */
export class YamlPlaces {
  /** Members by name of the maps that were asked for: maps may be large, and asked for often. */
  readonly #members = new Map<YAMLMap, ReadonlyMap<string, PlacedNode>>();

  constructor(private readonly document: Document) {}

  /**
   * The offset of a key or a value, of the nearest one around it where the pointer leads nowhere; `undefined` where
   * nothing of the pointer is there.
   */
  offsetAt(pointer: string, of: "key" | "value"): number | undefined {
    let node = nodeOf(this.document.contents);
    let offset: number | undefined;
    for (const part of pointer.split("/").slice(1)) {
      const found = this.#child(node, nameIn(part));
      if (found === undefined) return offset;
      node = found.value;
      offset = (of === "key" ? undefined : startOf(node)) ?? startOf(found.key) ?? offset;
    }
    return offset;
  }

  #child(node: Node | undefined, name: string): PlacedNode | undefined {
    const here = isAlias(node) ? node.resolve(this.document) : node;
    if (isMap(here)) return this.#membersOf(here).get(name);
    const item = isSeq(here) ? nodeOf(here.items[Number(name)]) : undefined;
    return item === undefined ? undefined : { key: item, value: item };
  }

  #membersOf(map: YAMLMap): ReadonlyMap<string, PlacedNode> {
    let members = this.#members.get(map);
    if (members === undefined) {
      members = new Map(
        map.items.flatMap(({ key, value }) =>
          isScalar(key) ? [[String(key.value), { key, value: nodeOf(value) }]] : [],
        ),
      );
      this.#members.set(map, members);
    }
    return members;
  }
}

/** Where a node starts in the text. */
export function startOf(node: Node | null | undefined): number | undefined {
  return node?.range?.[0];
}

function nodeOf(value: unknown): Node | undefined {
  return isNode(value) ? value : undefined;
}
