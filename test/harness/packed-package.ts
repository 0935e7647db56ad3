import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Packs the built package and unpacks it into `node_modules` of a project. Its dependencies are linked from the
 * repository, those it declares and no others: an install would need the network.
 *
 * @returns the paths of its files
 */
export async function packInto(project: string): Promise<string[]> {
  const installed = join(project, "node_modules/wan-mock");
  // The scripts would build `dist/` anew under the feet of the other tests.
  const { stdout } = await run("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", project], {
    cwd: root,
  });
  const [packed] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  mkdirSync(installed, { recursive: true });
  await run("tar", ["-xzf", join(project, packed.filename), "-C", installed, "--strip-components=1"]);
  const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  for (const name of Object.keys(dependencies)) linkPackage(project, name);
  return packed.files.map(({ path }) => path);
}

/** Links a package of the repository into `node_modules` of a project. */
export function linkPackage(project: string, name: string): void {
  const place = join(project, "node_modules", name);
  mkdirSync(join(place, ".."), { recursive: true });
  symlinkSync(join(root, "node_modules", name), place, "junction");
}
