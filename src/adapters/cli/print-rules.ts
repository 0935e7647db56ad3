import { ruleEntry } from "../../contract/rule-entry.js";
import { rules } from "../../contract/rule-list.js";

/** Prints the catalogue of prose rules: a table for people, or everything as JSON. */
export function printRules(format: "pretty" | "json"): void {
  if (format === "json") {
    const catalogue = rules.map(ruleEntry);
    process.stdout.write(`${JSON.stringify({ rules: catalogue }, null, 2)}\n`);
    return;
  }
  const idWidth = Math.max(...rules.map(({ id }) => id.length));
  const modelsWidth = Math.max(...rules.map(({ meta }) => shortModels(meta.models).length));
  for (const { id, meta } of rules) {
    process.stdout.write(
      `${id.padEnd(idWidth)}  ${meta.severity.padEnd(5)}  ${shortModels(meta.models).padEnd(modelsWidth)}  ${meta.summary}\n`,
    );
  }
  process.stdout.write(`${rules.length} rules; --format json tells sources, messages and examples\n`);
}

function shortModels(models: readonly string[]): string {
  return models.length === 4 ? "all" : models.map((id) => id.replace("wan2.7-", "")).join(", ");
}
