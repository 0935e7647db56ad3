import { execFileSync, spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { openStateFolder, type StateFolderOptions } from "../../src/stores/disk/state-folder.js";
import { plainState } from "./plain-store.js";

/** Opens a folder with a state of plain values; it is closed after the test. */
export function openPlainFolder(
  path: string,
  options: Pick<StateFolderOptions, "compactFrom" | "restMs"> = {},
) {
  const { state, store } = plainState();
  const warnings: string[] = [];
  const folder = openStateFolder(path, state, {
    onWarning: (sentence) => warnings.push(sentence),
    ...options,
  });
  onTestFinished(() => folder.close());
  return {
    folder,
    store,
    state,
    warnings,
    transactions: folder.transactions,
    values: () => [...state.all()],
  };
}

/** What a folder holds, in the order in which it is put back. */
export function valuesIn(path: string): readonly unknown[] {
  const { folder, values } = openPlainFolder(path);
  const found = values();
  folder.close();
  return found;
}

/** Whether the size of files can be limited here: what comes closest to a full disk without being root. */
export const canLimitFiles = spawnSync("prlimit", ["--version"]).status === 0;

/** Lets this process write no file beyond so many bytes, while `run` runs. */
export async function withFilesUpTo<Result>(bytes: number, run: () => Result): Promise<Awaited<Result>> {
  limitFiles(String(bytes));
  try {
    return await run();
  } finally {
    limitFiles("unlimited");
  }
}

function limitFiles(bytes: string): void {
  execFileSync("prlimit", ["--pid", String(process.pid), `--fsize=${bytes}:`]);
}

/** Whether a file can be made such that nobody may write it, whoever has it open: root can, on most file systems. */
export function canSeal(folder: string): boolean {
  const probe = join(folder, `wan-mock-probe-${process.pid}`);
  writeFileSync(probe, "");
  const isSealed = spawnSync("chattr", ["+i", probe]).status === 0;
  if (isSealed) execFileSync("chattr", ["-i", probe]);
  rmSync(probe);
  return isSealed;
}

/** Lets nobody write a file, while `run` runs. */
export async function withSealed<Result>(path: string, run: () => Result): Promise<Awaited<Result>> {
  execFileSync("chattr", ["+i", path]);
  try {
    return await run();
  } finally {
    execFileSync("chattr", ["-i", path]);
  }
}
