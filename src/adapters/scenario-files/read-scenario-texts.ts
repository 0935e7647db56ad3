import { readdir, stat } from "node:fs/promises";
import { isAbsolute, join, relative, resolve } from "node:path";
import { KitError } from "../../errors/kit-error.js";
import { readTextFile, whyUnreadable } from "../../files/read-file.js";

/** The text of a scenario file. */
export interface ScenarioText {
  /** As messages name it. */
  readonly name: string;
  readonly text: string;
}

/** The files under the paths of `--scenarios`. */
export interface ScenarioTexts {
  /** In the order of the paths; those of a folder by name. */
  readonly texts: readonly ScenarioText[];
  /** Sentences about what could not be read. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

/** Bytes of a file; hundreds of scenarios take a tenth of it. */
const MOST_BYTES = 1_000_000;

/** Files of one folder, unless its reader expects more. */
const MOST_FILES = 1000;

/**
 * Reads scenario files, and those that lie in a folder: `.yaml`, `.yml`, `.json`.
 *
 * @param mostFiles - most files of one folder
 */
export async function readScenarioTexts(
  paths: readonly string[],
  mostFiles: number = MOST_FILES,
): Promise<ScenarioTexts> {
  const texts = new Map<string, ScenarioText>();
  const faults: string[] = [];
  const warnings: string[] = [];
  for (const path of paths) {
    const files = await filesUnder(path, mostFiles, { faults, warnings });
    for (const file of files) {
      if (texts.has(resolve(file))) continue;
      const text = textOf(file, faults);
      if (text !== undefined) texts.set(resolve(file), { name: shownPath(file), text });
    }
  }
  return { texts: [...texts.values()], faults, warnings };
}

async function filesUnder(
  path: string,
  most: number,
  { faults, warnings }: { readonly faults: string[]; readonly warnings: string[] },
): Promise<string[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [path];
  const names = await readdir(path).catch((error: unknown) => {
    faults.push(`${shownPath(path)}: ${whyUnreadable(error)}`);
    return undefined;
  });
  if (names === undefined) return [];
  const files = names.filter((name) => isScenarioFile(name)).sort();
  if (files.length === 0) warnings.push(`${shownPath(path)} holds no scenario file (.yaml, .yml or .json)`);
  if (files.length > most) {
    faults.push(`${shownPath(path)} holds ${files.length} scenario files: ${most} at most`);
    return [];
  }
  return files.map((name) => join(path, name));
}

/** Whether a name is that of a scenario file; files that editors leave beside it while they save do not count. */
export function isScenarioFile(name: string): boolean {
  return /^[^.].*\.(?:ya?ml|json)$/i.test(name);
}

function textOf(file: string, faults: string[]): string | undefined {
  try {
    const missing = "there is no such file or folder";
    return readTextFile(file, { name: shownPath(file), what: "a scenario file", most: MOST_BYTES, missing });
  } catch (error) {
    if (!(error instanceof KitError)) throw error;
    faults.push(error.message);
    return undefined;
  }
}

/** Short where it lies below the working folder. */
function shownPath(path: string): string {
  const short = relative(process.cwd(), path);
  return short === "" || short.startsWith("..") || isAbsolute(short) ? path : short;
}
