import { KitError } from "../../errors/kit-error.js";
import { keyLabel } from "../../options/key-label.js";

/** A configuration file as it was read. */
export interface ConfigFile {
  /** As a message names it. */
  readonly name: string;
  /** Its folder: relative paths in it start there. */
  readonly folder: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Its text; absent for a module. */
  readonly text?: string;
}

/**
 * The refusal of a value of a configuration file: file, line and column where they are known, key path.
 *
 * @param path - names and indexes from the top
 * @param tell - the sentence, given the path as people may see it: API keys by their label
 */
export async function configFault(
  file: ConfigFile,
  path: readonly string[],
  tell: (shownPath: string) => string,
): Promise<KitError> {
  const place = await placeOf(file, path);
  return new KitError("INVALID_OPTION", `${file.name}${place}: ${tell(shown(path))}`);
}

function shown(path: readonly string[]): string {
  const parts = path.map((part, index) => (index === 1 && path[0] === "accounts" ? keyLabel(part) : part));
  return parts.map((part) => part.slice(0, 60)).join(".");
}

/** `:3:7` of the name that the path ends at, as far as it leads; JSON is read as the YAML that it is. */
async function placeOf({ text, name }: ConfigFile, path: readonly string[]): Promise<string> {
  if (text === undefined) return "";
  const { isMap, isScalar, isSeq, LineCounter, parseDocument } = await import("yaml");
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, logLevel: "silent", uniqueKeys: false });
  if (document.errors.length > 0 && !name.endsWith(".json")) return "";
  let node: unknown = document.contents;
  let offset: number | undefined;
  for (const part of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === part);
      if (pair === undefined || !isScalar(pair.key)) break;
      offset = pair.key.range?.[0];
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(part)];
      offset = isScalar(node) ? (node.range?.[0] ?? offset) : offset;
    } else break;
  }
  if (offset === undefined) return "";
  const { line, col } = lineCounter.linePos(offset);
  return `:${line}:${col}`;
}
