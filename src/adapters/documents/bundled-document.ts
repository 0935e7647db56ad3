import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parse } from "yaml";
import type { JsonObject } from "../../text/is-json-object.js";

/** Documents by name. They are part of the package, so every mock of a process may share them; nobody changes one. */
const parsed = new Map<string, Promise<JsonObject>>();

/** A document of the `openapi/` folder that the package ships, wherever this code was bundled to. */
export function bundledDocument(name: string): Promise<JsonObject> {
  const known = parsed.get(name) ?? parseFile(name);
  parsed.set(name, known);
  return known;
}

async function parseFile(name: string): Promise<JsonObject> {
  const manifest = createRequire(import.meta.url).resolve("wan-mock/package.json");
  return parse(
    await readFile(manifest.replace(/package\.json$/, `openapi/${name}.yaml`), "utf8"),
  ) as JsonObject;
}
