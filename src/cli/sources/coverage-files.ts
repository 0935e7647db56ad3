import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { readTextFile } from "../../files/read-file.js";
import { type CoverageRecord, readRecord } from "../../insight/coverage/coverage-record.js";
import { unreadable } from "./unreadable.js";

/** Far more than a coverage of a hundred models has. */
const MOST_BYTES = 50_000_000;

/** Files of a folder that are coverage, as processes name them. */
const OWN_NAME = /^coverage-.+\.json$/;

/**
 * The coverage files that a path stands for: itself, or those of the folder that it is.
 *
 * @throws {KitError} `INPUT_UNREADABLE`
 */
export async function coverageFiles(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    const isFolder = code === "ENOENT" && !path.endsWith(".json");
    throw unreadable(path, isFolder ? `does not exist: ${firstRun(path)}` : reasonOf(error), error);
  });
  if (!found.isDirectory()) return [path];
  const names = await readdir(path).catch((error: unknown) => {
    throw unreadable(path, reasonOf(error), error);
  });
  const files = names.filter((name) => OWN_NAME.test(name)).sort();
  if (files.length > 0) return files.map((name) => join(path, name));
  throw unreadable(path, `holds no coverage files: ${firstRun(path)}`);
}

/**
 * Reads a coverage file.
 *
 * @throws {KitError} `INPUT_UNREADABLE`
 */
export function readCoverageFile(path: string): CoverageRecord {
  const text = readTextFile(path, { what: "a coverage file", most: MOST_BYTES, pipes: true });
  const record = readRecord(jsonOf(path, text));
  if (typeof record === "string") throw unreadable(path, record);
  return record;
}

function jsonOf(path: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unreadable(path, "is no JSON", error);
  }
}

function reasonOf(error: unknown): string {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "does not exist: check its name" : `cannot be read (${code})`;
}

function firstRun(folder: string): string {
  return `run the tests with WAN_MOCK_COVERAGE=${folder} first`;
}
