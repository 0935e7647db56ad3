import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";

/** A folder of a test's own, gone after it. */
export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file and tells its path. */
  readonly write: (name: string, text: string | Uint8Array) => string;
}

const made: string[] = [];

afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
});

export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "wan-mock-test-"));
  made.push(path);
  return {
    path,
    write: (name, text) => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
  };
}
