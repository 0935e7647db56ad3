import { dirname, relative, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { KitError } from "../../errors/kit-error.js";
import { isJsonObject } from "../../text/is-json-object.js";
import { fromFragment, nameIn, wholePart } from "../../text/json-pointer.js";
import { ownMember } from "../../text/own-member.js";
import { parseUrl } from "../../text/parse-url.js";
import { documentIn, type FoundDocument, readText } from "./read-documents.js";

/** A value of a document, and what references inside it start from. */
export interface DocumentPlace {
  readonly node: unknown;
  /** URI of the nearest schema around it that has an `$id`, else of its file. */
  readonly base: string;
  /** JSON pointer into its document, with the file in front when that is not the one that was asked for. */
  readonly at: string;
}

/** A reference that leads nowhere, or to what is not read. */
export class LostReference extends Error {
  override readonly name = "LostReference";
}

/**
 * Follows the references of a document: JSON pointers, `$id`, `$anchor`, and files that lie beside it.
 * Other hosts are never asked.
 */
export class ReferenceResolver {
  /** Where the document starts. */
  readonly root: DocumentPlace;
  readonly #file: string;
  /** Documents by URI. */
  readonly #roots = new Map<string, DocumentPlace>();
  /** Of each document, by URI: schemas with an `$id`, and `URI#NAME` for those with an `$anchor`. */
  readonly #names = new Map<DocumentPlace, ReadonlyMap<string, DocumentPlace>>();

  constructor({ file, document }: FoundDocument) {
    this.#file = resolve(file);
    const location = pathToFileURL(this.#file).href;
    const own = document["$self"];
    const base = typeof own === "string" ? (absolute(own, location) ?? location) : location;
    this.root = { node: document, base: withoutFragment(base), at: "" };
    this.#roots.set(this.root.base, this.root);
  }

  /**
   * @param reference - as `$ref` has it
   * @param from - where it stands
   * @throws {LostReference}
   */
  resolve(reference: string, from: DocumentPlace): DocumentPlace {
    const url = absolute(reference, from.base);
    if (url === undefined) throw new LostReference(`"${reference}" is no address that can be followed`);
    const fragment = url.slice(withoutFragment(url).length + 1);
    const start = this.#resource(withoutFragment(url), reference);
    if (fragment === "") return start;
    const found = fragment.startsWith("/")
      ? this.#pointed(start, fragment)
      : this.#named(`${start.base}#${fragment}`);
    if (found === undefined) throw new LostReference(`Missing $ref pointer "${reference}"`);
    return found;
  }

  /** A member of a place, and the `$id` that it may have. */
  member({ node, base, at }: DocumentPlace, key: string | number): DocumentPlace {
    const value: unknown = (node as Record<string | number, unknown>)[key];
    return { node: value, base: baseOf(value, base), at: `${at}/${wholePart(String(key))}` };
  }

  #resource(url: string, reference: string): DocumentPlace {
    const known = this.#roots.get(url) ?? this.#named(url);
    if (known !== undefined) return known;
    if (!url.startsWith("file:")) {
      throw new LostReference(
        `nothing is fetched, save the file beside the document: Unable to resolve $ref pointer "${url}"`,
      );
    }
    const path = fileURLToPath(url);
    const shown = relative(dirname(this.#file), path);
    try {
      const { document } = documentIn(shown, readText(path));
      const root = { node: document, base: baseOf(document, url), at: `${shown}#` };
      this.#roots.set(url, root);
      return root;
    } catch (error) {
      if (!(error instanceof KitError)) throw error;
      throw new LostReference(`$ref "${reference}": ${error.message.replace(path, shown)}`);
    }
  }

  #pointed(start: DocumentPlace, fragment: string): DocumentPlace | undefined {
    let place = start;
    for (const raw of fragment.split("/").slice(1)) {
      if (typeof place.node !== "object" || place.node === null) return undefined;
      const holder = place.node;
      const key = [fromFragment(raw), raw].map(nameIn).find((part) => Object.hasOwn(holder, part));
      if (key === undefined) return undefined;
      place = this.member(place, key);
    }
    return place;
  }

  #named(uri: string): DocumentPlace | undefined {
    for (const root of this.#roots.values()) {
      const names = this.#names.get(root) ?? this.#namesIn(root);
      this.#names.set(root, names);
      const found = names.get(uri);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #namesIn(root: DocumentPlace): ReadonlyMap<string, DocumentPlace> {
    const named = new Map<string, DocumentPlace>();
    const seen = new Set<unknown>();
    const waiting = [root];
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const { node } = place;
      if (typeof node !== "object" || node === null || seen.has(node)) continue;
      seen.add(node);
      if (idOf(node) !== undefined && !named.has(place.base)) named.set(place.base, place);
      for (const keyword of ["$anchor", "$dynamicAnchor"]) {
        const anchor = (node as Record<string, unknown>)[keyword];
        if (typeof anchor === "string") named.set(`${place.base}#${anchor}`, place);
      }
      for (const key of Object.keys(node)) waiting.push(this.member(place, key));
    }
    return named;
  }
}

function idOf(node: unknown): string | undefined {
  const id = isJsonObject(node) ? ownMember(node, "$id") : undefined;
  return typeof id === "string" ? id : undefined;
}

function baseOf(node: unknown, base: string): string {
  const id = idOf(node);
  return id === undefined ? base : withoutFragment(absolute(id, base) ?? base);
}

function absolute(reference: string, base: string): string | undefined {
  return parseUrl(reference, base)?.href;
}

function withoutFragment(url: string): string {
  const at = url.indexOf("#");
  return at < 0 ? url : url.slice(0, at);
}
