import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { isJsonObject } from "../../../contract/is-json-object.js";
import { KitError } from "../../../contract/kit-error.js";
import {
  COVERAGE_FORMAT,
  COVERAGE_VERSION,
  type CoverageRecord,
  readRecord,
} from "../../../insight/coverage/coverage-record.js";

/** Coverage, and where it came from. */
export interface ReadSource {
  /** Path or URL. */
  readonly name: string;
  readonly record: CoverageRecord;
}

/** Far more than a coverage of a hundred models has. */
const MOST_BYTES = 50_000_000;

/** Real milliseconds that a running mock has to answer. */
const PATIENCE_MS = 10_000;

/**
 * Reads coverage files, the files of folders, and what running mocks tell.
 *
 * @param controlToken - sent to running mocks
 * @throws {KitError} `INPUT_UNREADABLE`, with the source and what is wrong
 */
export async function readSources(
  sources: readonly string[],
  controlToken: string | undefined,
): Promise<ReadSource[]> {
  const read: ReadSource[] = [];
  for (const source of sources) {
    if (/^https?:\/\//i.test(source)) read.push({ name: source, record: await ofMock(source, controlToken) });
    else for (const path of await filesOf(source)) read.push({ name: path, record: await readFileOf(path) });
  }
  return read;
}

/**
 * Reads a coverage file.
 *
 * @throws {KitError} `INPUT_UNREADABLE`
 */
export async function readFileOf(path: string): Promise<CoverageRecord> {
  const text = await stat(path)
    .then(async ({ size }) => {
      if (size > MOST_BYTES) throw unreadable(path, `is no coverage: it has ${size} bytes`);
      return readFile(path, "utf8");
    })
    .catch((error: unknown) => {
      throw error instanceof KitError ? error : unreadable(path, reasonOf(error), error);
    });
  return recordIn(path, jsonIn(path, text));
}

async function filesOf(path: string): Promise<string[]> {
  const found = await stat(path).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    const isFolder = code === "ENOENT" && !path.endsWith(".json");
    throw unreadable(path, isFolder ? `does not exist: ${firstRun(path)}` : reasonOf(error), error);
  });
  if (!found.isDirectory()) return [path];
  const names = await readdir(path).catch((error: unknown) => {
    throw unreadable(path, reasonOf(error), error);
  });
  const files = names.filter((name) => /^coverage-.+\.json$/.test(name)).sort();
  if (files.length > 0) return files.map((name) => join(path, name));
  throw unreadable(path, `holds no coverage files: ${firstRun(path)}`);
}

async function ofMock(source: string, controlToken: string | undefined): Promise<CoverageRecord> {
  if (!URL.canParse(source)) throw unreadable(source, "is no URL");
  const url = new URL(source);
  if (!url.pathname.endsWith("/_mock/coverage"))
    url.pathname = `${url.pathname.replace(/\/+$/, "")}/_mock/coverage`;
  const { status, text } = await get(url, controlToken).catch((error: unknown) => {
    throw unreadable(source, `cannot be asked: ${whyNoAnswer(error)}`, error);
  });
  if (status === 403)
    throw unreadable(
      source,
      "turned the request away: give its --control-token, or ask from its own machine",
    );
  if (status !== 200) throw unreadable(source, `is no mock with a coverage: it answered ${status}`);
  const view = jsonIn(source, text);
  const { contract, items } = isJsonObject(view) ? view : {};
  if (!Array.isArray(items) || !items.every(isJsonObject))
    throw unreadable(source, "is no mock with a coverage: its answer has no items");
  const hits = Object.fromEntries(items.map((item) => [String(item["id"]), item["hits"]]));
  return recordIn(source, {
    format: COVERAGE_FORMAT,
    version: COVERAGE_VERSION,
    contract,
    items: hits,
    habits: [],
  });
}

async function get(url: URL, token: string | undefined): Promise<{ status: number; text: string }> {
  const response = await fetch(url, {
    headers: token === undefined || token === "" ? {} : { "x-wan-mock-token": token },
    signal: AbortSignal.timeout(PATIENCE_MS),
    redirect: "error",
  });
  return { status: response.status, text: await response.text() };
}

function whyNoAnswer(error: unknown): string {
  if (error instanceof DOMException) return `no answer within ${PATIENCE_MS / 1000} s`;
  const { cause } = error as { cause?: NodeJS.ErrnoException };
  return cause?.code === "ECONNREFUSED"
    ? "nothing listens there"
    : (cause?.code ?? cause?.message ?? String(error));
}

function jsonIn(name: string, text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unreadable(name, "is no JSON", error);
  }
}

function recordIn(name: string, value: unknown): CoverageRecord {
  const record = readRecord(value);
  if (typeof record === "string") throw unreadable(name, record);
  return record;
}

function reasonOf(error: unknown): string {
  const { code = "unknown" } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "does not exist: check its name" : `cannot be read (${code})`;
}

function firstRun(folder: string): string {
  return `run the tests with WAN_MOCK_COVERAGE=${folder} first`;
}

function unreadable(name: string, why: string, cause?: unknown): KitError {
  return new KitError("INPUT_UNREADABLE", `${name} ${why}`, { cause });
}
