import { headerRules, ruleEntry } from "../../../contract/header-rules.js";
import { allModels } from "../../../contract/models/model-ids.js";
import { rules } from "../../../contract/rules/rule-list.js";
import { printCatalogue } from "../../reports/print-catalogue.js";
import type { Terminal } from "../../terminal/terminal.js";

const everyRule = [...rules, ...headerRules];

export function runRules(terminal: Terminal, format: "pretty" | "json"): void {
  printCatalogue(terminal, format, {
    json: { rules: everyRule.map(ruleEntry) },
    rows: everyRule.map(({ id, meta }) => [id, meta.severity, shortModels(meta.models), meta.summary]),
    end: `${everyRule.length} rules; --format json tells sources, messages and examples`,
  });
}

function shortModels(models: readonly string[]): string {
  return models.length === allModels.length
    ? "all"
    : models.map((id) => id.replace("wan2.7-", "")).join(", ");
}
