/** Compiles the request schemas of `openapi/` into plain code, so that the server starts without a compiler. */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generateContract } from "./contract-source.js";

const target = (name: string) => fileURLToPath(new URL(`../src/contract/generated/${name}`, import.meta.url));
const check = process.argv.includes("--check");
const files = await generateContract();
for (const [name, text] of Object.entries(files)) {
  if (!check) writeFileSync(target(name), text);
  else if (readFileSync(target(name), "utf8") !== text) {
    console.error(`src/contract/generated/${name} is stale: run "npm run generate"`);
    process.exitCode = 1;
  }
}
