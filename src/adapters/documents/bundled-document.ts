import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { parse } from "yaml";

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** A document of the `openapi/` folder that the package ships, wherever this code was bundled to. */
export async function bundledDocument(name: string): Promise<Json> {
  const manifest = createRequire(import.meta.url).resolve("wan-mock/package.json");
  return parse(await readFile(manifest.replace(/package\.json$/, `openapi/${name}.yaml`), "utf8")) as Json;
}
