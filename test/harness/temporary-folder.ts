import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder of a test's own, gone after it. */
export interface TemporaryFolder {
  readonly path: string;
  /** Writes a file and tells its path. */
  readonly write: (name: string, text: string | Uint8Array) => string;
}

/** To be called in a test, or in a `beforeEach`. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), "wan-mock-test-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write: (name, text) => {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
  };
}
