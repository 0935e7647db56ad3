import SwaggerParser from "@apidevtools/swagger-parser";
import { isJsonObject } from "../../text/is-json-object.js";
import { valueAt } from "../../text/json-pointer.js";
import { member } from "./document-parts.js";
import type { FoundDocument } from "./read-documents.js";
import { LostReference, type ReferenceResolver } from "./reference-resolver.js";

/** Larger documents are served without a look at the parts that are not. */
const MOST_VALUES = 20_000;

/** OpenAPI 3.1 takes a licence with a name alone, which the schema that swagger-parser brings does not. */
const NO_FAULT = /^\/info\/license$/;

/**
 * Faults in the parts of a document that decide nothing here, as far as they show without following
 * anything: references that lead nowhere in it, and members that OpenAPI does not have.
 *
 * @returns one sentence a fault, with its place in front
 */
export async function unservedPartFaults(
  found: FoundDocument,
  resolver: ReferenceResolver,
): Promise<string[]> {
  const lost = lostReferences(resolver);
  if (lost === undefined) return [];
  return [...lost, ...(await misshapen(found))];
}

/** `undefined` where the document is too large to be looked through. */
function lostReferences(resolver: ReferenceResolver): string[] | undefined {
  const lost: string[] = [];
  const seen = new Set<unknown>();
  const waiting = [resolver.root];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const { node, at } = place;
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    if (seen.size > MOST_VALUES) return undefined;
    const reference = isJsonObject(node) ? node["$ref"] : undefined;
    if (typeof reference === "string" && reference.startsWith("#")) {
      try {
        resolver.resolve(reference, place);
      } catch (error) {
        if (!(error instanceof LostReference)) throw error;
        lost.push(`${at}: ${error.message}`);
      }
    }
    for (const key of Object.keys(node)) {
      if (!["example", "examples", "value", "default", "enum", "const"].includes(key)) {
        waiting.push(resolver.member(place, key));
      }
    }
  }
  return lost;
}

async function misshapen({ file, document }: FoundDocument): Promise<string[]> {
  // The schemas that swagger-parser brings end with 3.1: what 3.2 adds would be a fault to them.
  if (!/^3\.[01]\b/.test(String(document["openapi"]))) return [];
  try {
    await SwaggerParser.validate(
      file,
      structuredClone({ ...document, openapi: String(document["openapi"]) }) as never,
      {
        resolve: { external: false },
        dereference: { circular: "ignore", excludedPathMatcher: () => true },
      },
    );
    return [];
  } catch (error) {
    const { details = [] } = error as { details?: readonly { instancePath?: string; message?: string }[] };
    const byPlace = new Map<string, string>();
    for (const { instancePath = "", message = "is not valid" } of details) {
      if (!byPlace.has(instancePath)) byPlace.set(instancePath, message);
    }
    return (
      [...byPlace]
        .filter(([at]) => at !== "" && !NO_FAULT.test(at))
        // References are followed as they are used; their own members are no fault.
        .filter(([at]) => member(valueAt(document, at))["$ref"] === undefined)
        .map(([at, message]) => `${at}: ${message}`)
    );
  }
}
