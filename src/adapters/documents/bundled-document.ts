import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parse } from "yaml";
import type { JsonObject } from "../../text/is-json-object.js";

/** A document of the `openapi/` folder that the package ships, wherever this code was bundled to. */
export async function bundledDocument(name: string): Promise<JsonObject> {
  const manifest = createRequire(import.meta.url).resolve("wan-mock/package.json");
  return parse(
    await readFile(manifest.replace(/package\.json$/, `openapi/${name}.yaml`), "utf8"),
  ) as JsonObject;
}
