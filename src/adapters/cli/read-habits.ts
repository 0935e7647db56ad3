import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { show } from "../../contract/finding.js";
import { KitError } from "../../contract/kit-error.js";
import type { HabitFinding } from "../../insight/habits/habit-finding.js";

/** Where findings come from, and those that were there. */
export interface HabitSource {
  /** File or URL, as the user named it. */
  readonly name: string;
  readonly findings: readonly HabitFinding[];
}

/** How a coverage file calls itself, and the version of it that is read. */
const FORMAT = { name: "wan-mock-coverage", version: 1 };

/** Real milliseconds that a running mock has to answer. */
const PATIENCE_MS = 10_000;

/**
 * Reads findings from a coverage file, from the coverage files of a folder, or from a running mock.
 *
 * @param source - path, or a URL that starts with `http`
 * @throws {KitError} `INPUT_UNREADABLE`, with what to do
 */
export async function readHabits(source: string, token?: string): Promise<HabitSource[]> {
  if (/^https?:\/\//.test(source)) return [{ name: source, findings: await ofMock(source, token) }];
  const files = await filesOf(source);
  return Promise.all(files.map(async (file) => ({ name: file, findings: await ofFile(file) })));
}

async function filesOf(path: string): Promise<string[]> {
  try {
    const names = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
    if (names.length > 0) return names.map((name) => join(path, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return [path];
    throw unreadable(path, error);
  }
  throw new KitError("INPUT_UNREADABLE", `${path}: there is no coverage file (*.json) in this folder`);
}

async function ofFile(file: string): Promise<readonly HabitFinding[]> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new KitError("INPUT_UNREADABLE", `${file}: it is not JSON: ${error.message}`, { cause: error });
    throw unreadable(file, error);
  }
  const { format, version, habits = [] } = membersOf(value);
  if (format !== FORMAT.name)
    throw new KitError(
      "INPUT_UNREADABLE",
      `${file}: it is no coverage file: its format is ${show(format)}, not "${FORMAT.name}"`,
    );
  if (version !== FORMAT.version)
    throw new KitError(
      "INPUT_UNREADABLE",
      `${file}: coverage files of version ${show(version)} are not known, only ${FORMAT.version}: make it again with this version of wan-mock`,
    );
  return findingsIn(habits, file, (at) => at);
}

async function ofMock(url: string, token: string | undefined): Promise<readonly HabitFinding[]> {
  const address = `${url.replace(/\/+$/, "")}/_mock/habits`;
  let answer: Response;
  try {
    answer = await fetch(address, {
      headers: token === undefined ? {} : { "x-wan-mock-token": token },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch (error) {
    const { cause, message } = error as Error;
    const why = (cause as NodeJS.ErrnoException | undefined)?.code ?? message;
    throw new KitError(
      "INPUT_UNREADABLE",
      `${url}: no mock answers there (${why}): start one with "wan-mock", or name its URL or coverage files`,
      { cause: error },
    );
  }
  const value: unknown = await answer.json().catch(() => undefined);
  const { items, error } = membersOf(value);
  if (answer.ok && items !== undefined)
    return findingsIn(items, address, (at) => (typeof at === "string" ? Date.parse(at) : at));
  const told = membersOf(error)["message"];
  const what = typeof told === "string" ? told : "it is no wan-mock of this version";
  throw new KitError("INPUT_UNREADABLE", `${address} answered ${answer.status}: ${what}`);
}

/** What came from outside is looked at before it is printed. */
function findingsIn(
  values: unknown,
  where: string,
  instantOf: (at: unknown) => unknown,
): readonly HabitFinding[] {
  const findings = Array.isArray(values)
    ? values.map((value) => ({ ...membersOf(value), at: instantOf(membersOf(value)["at"]) }))
    : [undefined];
  const broken = findings.findIndex((finding) => !isFinding(finding));
  if (broken >= 0) {
    const what = Array.isArray(values)
      ? `item ${broken} of its habits is no finding`
      : "its habits are no list";
    throw new KitError("INPUT_UNREADABLE", `${where}: ${what}: make it again`);
  }
  return findings as unknown as readonly HabitFinding[];
}

function isFinding(value: unknown): value is HabitFinding {
  const { habit, severity, message, at, key, model, task, evidence } = membersOf(value);
  return (
    typeof habit === "string" &&
    (severity === "error" || severity === "warn") &&
    typeof message === "string" &&
    Number.isFinite(at) &&
    [key, model, task].every((text) => text === undefined || typeof text === "string") &&
    Array.isArray(evidence) &&
    evidence.every((number) => Number.isSafeInteger(number))
  );
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function unreadable(path: string, error: unknown): KitError {
  const code = (error as NodeJS.ErrnoException).code ?? "unknown";
  const why = code === "ENOENT" ? "there is no such file or folder" : `it cannot be read (${code})`;
  return new KitError("INPUT_UNREADABLE", `${path}: ${why}`, { cause: error });
}
