import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/** Builds `dist/` when a source is newer: the command line is tested as built. */
export default function setup(): void {
  const built = `${root}dist/types/src/index.d.ts`;
  if (
    existsSync(built) &&
    newest(["src", "openapi", "fixtures", "scripts", "package.json"]) < statSync(built).mtimeMs
  )
    return;
  execFileSync("npm", ["run", "--silent", "build"], { cwd: root, stdio: "inherit" });
}

function newest(paths: readonly string[]): number {
  let latest = 0;
  for (const path of paths) {
    const full = `${root}${path}`;
    const files = statSync(full).isDirectory()
      ? readdirSync(full, { recursive: true, encoding: "utf8" }).map((name) => `${full}/${name}`)
      : [full];
    for (const file of files) latest = Math.max(latest, statSync(file).mtimeMs);
  }
  return latest;
}
