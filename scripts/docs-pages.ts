import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { errorTable, failureTable, habitTable, ruleTable, scenarioTables } from "./contract-tables.js";
import { commandFlagTable, commandTable, optionTables } from "./option-tables.js";
import { controlRouteTable, vendorRouteTable } from "./route-tables.js";

/** The tables that pages take from the code, by the name in the mark where they stand. */
export const tables: Readonly<Record<string, () => string | Promise<string>>> = {
  commands: commandTable,
  "command-flags": commandFlagTable,
  options: optionTables,
  rules: ruleTable,
  scenarios: scenarioTables,
  habits: habitTable,
  "vendor-routes": vendorRouteTable,
  "control-routes": controlRouteTable,
  errors: errorTable,
  "task-failures": failureTable,
};

const folder = fileURLToPath(new URL("../docs/", import.meta.url));

/** A mark, and what stands between it and its end. */
const region = /(<!-- table: ([\w-]+), written by "npm run generate" -->\n\n)[^]*?(\n<!-- end of table -->)/g;

/** The names of the tables in a page. */
export function tablesIn(page: string): string[] {
  return [...page.matchAll(region)].map(([, , name = ""]) => name);
}

/** The pages with tables, by their path in `docs/`, each table as the code has it now. */
export async function filledPages(): Promise<Readonly<Record<string, string>>> {
  const pages: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    if (!path.endsWith(".md")) continue;
    const page = readFileSync(`${folder}${path}`, "utf8");
    if (tablesIn(page).length > 0) pages[path] = await filled(page);
  }
  return pages;
}

/** @throws where a mark names no table */
async function filled(page: string): Promise<string> {
  const texts = new Map<string, string>();
  for (const name of tablesIn(page)) {
    const table = tables[name];
    if (table === undefined)
      throw new Error(`there is no table "${name}": use ${Object.keys(tables).join(", ")}`);
    texts.set(name, await table());
  }
  return page.replaceAll(
    region,
    (_, head: string, name: string, end: string) => `${head}${texts.get(name)}${end}`,
  );
}
