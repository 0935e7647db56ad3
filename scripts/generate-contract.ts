/**
 * Compiles the schemas of `openapi/` into plain code, so that the server starts without a compiler, and examples into
 * data; writes the schema of the configuration file and the page of
 * options from the option table.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { configSchema } from "../src/options/config-schema.js";
import { generateContract } from "./contract-source.js";
import { optionsPage } from "./options-page.js";
import { generateVerify } from "./verify-source.js";

const check = process.argv.includes("--check");
write("src/contract/generated", await generateContract());
write("src/verify/generated", generateVerify());
write("schemas", { "config.schema.json": `${JSON.stringify(configSchema(), null, 2)}\n` });
write("docs", { "options.md": optionsPage() });

function write(folder: string, files: Readonly<Record<string, string>>): void {
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
