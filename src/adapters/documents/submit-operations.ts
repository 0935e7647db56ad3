import { vendorOperations } from "../../contract/vendor-operations.js";
import { KitError } from "../../errors/kit-error.js";
import { isJsonObject, type JsonObject } from "../../text/is-json-object.js";
import { parseUrl } from "../../text/parse-url.js";
import { member } from "./document-parts.js";
import type { FoundDocument } from "./read-documents.js";
import { type DocumentPlace, LostReference, type ReferenceResolver } from "./reference-resolver.js";

const SUBMIT = vendorOperations.submit.path;

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/**
 * The operations of a document that answer `POST /v1/videos/generations`, by path or by server and path.
 *
 * @returns none where the document describes other operations
 */
export function submitOperations(resolver: ReferenceResolver): DocumentPlace[] {
  const { root } = resolver;
  const paths = resolver.member(root, "paths");
  if (!isJsonObject(paths.node)) return [];
  const operations: DocumentPlace[] = [];
  for (const path of Object.keys(paths.node)) {
    // The end of a path rules most of them out, without a look at their items.
    if (!/\/videos\/generations\/*(?:[?#].*)?$/i.test(path)) continue;
    const item = followed(resolver.member(paths, path), resolver);
    if (!isJsonObject(item.node)) continue;
    const operation = followed(resolver.member(item, "post"), resolver);
    if (!isJsonObject(operation.node)) continue;
    const servers = [operation.node, item.node, root.node as JsonObject].find(hasServers)?.["servers"];
    if (isSubmit(path, servers)) operations.push(operation);
  }
  return operations;
}

/** A place, or where its `$ref` leads to; what stands beside the `$ref` wins. */
export function followed(place: DocumentPlace, resolver: ReferenceResolver): DocumentPlace {
  const passed = new Set<unknown>();
  let here = place;
  for (;;) {
    const { node } = here;
    if (!isJsonObject(node) || typeof node["$ref"] !== "string") return here;
    if (passed.has(node) || passed.size > 50)
      throw new LostReference(`${place.at}: Circular $ref pointer found at ${here.at}`);
    passed.add(node);
    const { $ref: reference, ...beside } = node;
    const target = resolver.resolve(reference, here);
    here =
      Object.keys(beside).length === 0 || !isJsonObject(target.node)
        ? target
        : { ...target, node: { ...target.node, ...beside } };
  }
}

function hasServers(node: JsonObject): boolean {
  return Array.isArray(node["servers"]) && node["servers"].length > 0;
}

function isSubmit(path: string, servers: unknown): boolean {
  const plain = trimmed(path.replace(/[?#].*$/, ""));
  if (plain === SUBMIT) return true;
  return (Array.isArray(servers) ? servers : [])
    .flatMap(basesOf)
    .some((base) => `${base}${plain}` === SUBMIT);
}

/** The paths that the url of a server may have, its variables filled in. */
function basesOf(server: unknown): string[] {
  const { url, variables } = member(server);
  if (typeof url !== "string") return [];
  let urls = [url];
  for (const [name, variable] of Object.entries(member(variables))) {
    if (!isJsonObject(variable)) continue;
    const listed = Array.isArray(variable["enum"]) ? variable["enum"] : [];
    const values = [...new Set([variable["default"], ...(listed as unknown[])].map(String))].slice(0, 10);
    urls = urls.flatMap((one) => values.map((value) => one.replaceAll(`{${name}}`, value))).slice(0, 100);
  }
  // A variable without a value may stand for a host; the path is what counts.
  return urls.flatMap((one) => {
    const whole = one.replaceAll(/\{[^{}/]*\}/g, "x");
    const url = parseUrl(whole, "http://server");
    return url === undefined ? [] : [trimmed(url.pathname)];
  });
}

function trimmed(path: string): string {
  return path.replaceAll(/\/{2,}/g, "/").replace(/\/$/, "");
}

/** The error for documents none of which describes the submit. */
export function withoutSubmit({ place, document }: FoundDocument): KitError {
  const described = Object.entries(member(document, "paths")).flatMap(([path, item]) =>
    METHODS.filter((method) => isJsonObject(item) && item[method] !== undefined).map(
      (method) => `${method.toUpperCase()} ${path}`,
    ),
  );
  const listed = described.slice(0, 3).join(", ");
  const more = described.length > 3 ? ` and ${described.length - 3} more` : "";
  const instead = listed === "" ? "" : `; it describes ${listed}${more}`;
  const server = described.some((one) => /^POST(?! \/v1\/videos) .*\/videos\/generations\/?$/.test(one))
    ? ': name the server with its base path, such as "servers: [{ url: https://api.evolink.ai/v1 }]"'
    : "";
  return new KitError(
    "DOCUMENT_WITHOUT_MODEL",
    `${place}: it describes no POST ${SUBMIT} with a JSON body, so there is no model to serve${instead}${server}`,
  );
}
