import { readScenarios } from "../../../compose/open-scenarios.js";
import type { MockOptions } from "../../../options/mock-options.js";
import { fileScenarioRows } from "../../../simulation/scenarios/file-scenario.js";
import { anyStatus, scenarios } from "../../../simulation/scenarios/scenario-catalogue.js";
import { printCatalogue } from "../../reports/print-catalogue.js";
import { hooksOf, type Terminal } from "../../terminal/terminal.js";

export async function runScenarios(
  terminal: Terminal,
  options: MockOptions,
  format: "pretty" | "json",
): Promise<void> {
  const own = await readScenarios(options, hooksOf(terminal));
  const builtIn = [...scenarios, anyStatus].map(({ name, kind, operation, summary }) => ({
    name,
    kind,
    operation,
    summary,
  }));
  const rows = [...fileScenarioRows(own), ...builtIn];
  printCatalogue(terminal, format, {
    json: { scenarios: rows },
    rows: rows.map(({ name, kind, summary }) => [name, kind, summary]),
    end:
      `${rows.length} scenarios; pick one by the header X-Wan-Mock-Scenario, [mock:NAME] in the prompt, the key sk-mock-NAME,\n` +
      "or POST /_mock/scenarios/next; NAME:2 hits the first two calls",
  });
}
