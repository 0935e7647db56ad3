import { headerRules, ruleEntry } from "../../../contract/header-rules.js";
import { allModels } from "../../../contract/models/model-ids.js";
import { rules } from "../../../contract/rules/rule-list.js";
import type { Terminal } from "../../terminal/terminal.js";

const everyRule = [...rules, ...headerRules];

/** Prints the catalogue of prose rules: a table for people, or everything as JSON. */
export function runRules({ stdout }: Terminal, format: "pretty" | "json"): void {
  if (format === "json") {
    const catalogue = everyRule.map(ruleEntry);
    stdout.write(`${JSON.stringify({ rules: catalogue }, null, 2)}\n`);
    return;
  }
  const idWidth = Math.max(...everyRule.map(({ id }) => id.length));
  const modelsWidth = Math.max(...everyRule.map(({ meta }) => shortModels(meta.models).length));
  for (const { id, meta } of everyRule) {
    stdout.write(
      `${id.padEnd(idWidth)}  ${meta.severity.padEnd(5)}  ${shortModels(meta.models).padEnd(modelsWidth)}  ${meta.summary}\n`,
    );
  }
  stdout.write(`${everyRule.length} rules; --format json tells sources, messages and examples\n`);
}

function shortModels(models: readonly string[]): string {
  return models.length === allModels.length
    ? "all"
    : models.map((id) => id.replace("wan2.7-", "")).join(", ");
}
