import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** With `--check` nothing is written, and a file that would change ends the program with 1. */
const check = process.argv.includes("--check");

/** Writes files of a folder of the repository. */
export function writeGenerated(folder: string, files: Readonly<Record<string, string>>): void {
  const target = (name: string) => fileURLToPath(new URL(`../${folder}/${name}`, import.meta.url));
  if (!check) mkdirSync(target(""), { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    if (!check) writeFileSync(target(name), text);
    else if (readFileSync(target(name), "utf8") !== text) {
      console.error(`${folder}/${name} is stale: run "npm run generate"`);
      process.exitCode = 1;
    }
  }
}
