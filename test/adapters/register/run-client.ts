import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { plainEnvironment, type Variables } from "../../harness/plain-environment.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));

/** What a client of `clients/` left behind. */
export interface ClientRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a client as a program of its own, with the preload as built. Names are not looked up: a client that tries
 * says so on stderr.
 *
 * @param preloads - what `--import` is given; the preload by default
 * @param flags - further options of Node
 */
export function runClient(
  name: string,
  {
    env = {},
    args = [],
    preloads = ["wan-mock/register"],
    flags = [],
  }: { env?: Variables; args?: string[]; preloads?: string[]; flags?: string[] } = {},
): Promise<ClientRun> {
  const imports = ["./test/adapters/register/clients/without-names.mjs", ...preloads].flatMap((preload) => [
    "--import",
    preload,
  ]);
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...flags, ...imports, `test/adapters/register/clients/${name}.mjs`, ...args],
      { cwd: root, env: { ...plainEnvironment(), ...env }, timeout: 20_000 },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? -1), stdout, stderr }),
    );
  });
}
