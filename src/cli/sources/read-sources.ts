import { readdir, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readTextFile } from "../../files/read-file.js";
import { type CoverageRecord, readRecord } from "../../insight/coverage/coverage-record.js";
import type { HabitFinding } from "../../insight/habits/habit-finding.js";
import type { Terminal } from "../terminal/terminal.js";
import { RunningMock, unreadable } from "./running-mock.js";

/** The content of a source: a file, or a mock that runs. */
export interface ReadSource<Content> {
  /** Path or URL. */
  readonly name: string;
  /** A mock still has the journal that findings speak of. */
  readonly isRunning: boolean;
  readonly content: Content;
}

/**
 * Reads coverage with findings about clients: of files, of the files of folders, of mocks that run. What is named twice
 * is read once.
 *
 * @param sources - paths, and URLs that begin with `http`
 * @param controlToken - sent to running mocks
 * @throws {KitError} `INPUT_UNREADABLE`, with the source and what is wrong
 */
export function readSources(
  sources: readonly string[],
  controlToken?: string,
): Promise<ReadSource<CoverageRecord>[]> {
  return readEach(sources, controlToken, readCoverageFile, (mock) => mock.coverage());
}

/**
 * The same with the findings alone: a mock that runs has no coverage to work out.
 *
 * @throws {KitError} `INPUT_UNREADABLE`
 */
export function readHabits(
  sources: readonly string[],
  controlToken?: string,
): Promise<ReadSource<readonly HabitFinding[]>[]> {
  return readEach(
    sources,
    controlToken,
    (path) => readCoverageFile(path).habits,
    (mock) => mock.habits(),
  );
}

/** The sources that were named; else the folder of `WAN_MOCK_COVERAGE`, else what the command falls back on. */
export function namedSources(
  sources: readonly string[],
  { env }: Pick<Terminal, "env">,
  fallback: string,
): readonly string[] {
  if (sources.length > 0) return sources;
  const folder = env["WAN_MOCK_COVERAGE"] ?? "";
  return [folder === "" ? fallback : folder];
}

async function readEach<Content>(
  sources: readonly string[],
  controlToken: string | undefined,
  ofFile: (path: string) => Content,
  ofMock: (mock: RunningMock) => Promise<Content>,
): Promise<ReadSource<Content>[]> {
  const read = new Map<string, ReadSource<Content>>();
  for (const source of sources) {
    if (source === "") throw unreadable('""', "is no source: name a file, a folder or a URL");
    if (/^https?:\/\//i.test(source)) {
      const mock = new RunningMock(source, controlToken);
      if (!read.has(mock.base))
        read.set(mock.base, { name: source, isRunning: true, content: await ofMock(mock) });
      continue;
    }
    for (const path of await coverageFiles(source)) {
      const place = resolve(path);
      if (!read.has(place)) read.set(place, { name: path, isRunning: false, content: ofFile(path) });
    }
  }
  return [...read.values()];
}

/** Far more than a coverage of a hundred models has. */
const MOST_BYTES = 50_000_000;

/** Files of a folder that are coverage, as processes name them. */
const OWN_NAME = /^coverage-.+\.json$/;

/**
 * The coverage files that a path stands for: itself, or those of the folder that it is.
 *
 * @throws {KitError} `INPUT_UNREADABLE`
 */
async function coverageFiles(path: string): Promise<string[]> {
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
