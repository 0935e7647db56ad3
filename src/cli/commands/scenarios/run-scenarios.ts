import { readScenarios } from "../../../compose/open-scenarios.js";
import { invalidOption } from "../../../errors/kit-error.js";
import type { MockOptions } from "../../../options/mock-options.js";
import { type FileScenarios, fileScenarioRows } from "../../../simulation/scenarios/file-scenario.js";
import { isUnknown, parseScenario } from "../../../simulation/scenarios/scenario.js";
import { anyStatus, type Scenario, scenarios } from "../../../simulation/scenarios/scenario-catalogue.js";
import { printCatalogue, printExplanation } from "../../reports/print-catalogue.js";
import { hooksOf, type Terminal } from "../../terminal/terminal.js";
import { explainFileScenario, explainScenario } from "./explain-scenario.js";

/**
 * Lists the scenarios, or explains one.
 *
 * @param name - as it is asked for: `rate-limited`, `query/http-502`, `rate-limited:2`, or that of a file
 * @throws {KitError} as `readScenarios`; `INVALID_OPTION` for a name that no scenario has
 */
export async function runScenarios(
  terminal: Terminal,
  options: MockOptions,
  format: "pretty" | "json",
  name?: string,
): Promise<void> {
  const own = await readScenarios(options, hooksOf(terminal));
  if (name !== undefined) {
    explain(terminal, format, name, own);
    return;
  }
  const rows = [...fileScenarioRows(own), ...[...scenarios, anyStatus].map(rowOf)];
  printCatalogue(terminal, format, {
    json: { scenarios: rows },
    rows: rows.map(({ name, kind, summary }) => [name, kind, summary]),
    end: [
      `${rows.length} scenarios; "wan-mock scenarios NAME" explains one`,
      "Ask for one with the header X-Wan-Mock-Scenario, [mock:NAME] in the prompt, the key sk-mock-NAME, or POST /_mock/scenarios/next; NAME:2 hits the first two calls",
    ],
  });
}

function rowOf({ name, kind, operation, summary }: Omit<Scenario, "effect">) {
  return { name, kind, operation, summary };
}

function explain(terminal: Terminal, format: "pretty" | "json", name: string, own: FileScenarios): void {
  const ofFile = own.get(name);
  if (ofFile !== undefined) {
    const row = fileScenarioRows(new Map([[name, ofFile]]));
    printExplanation(terminal, format, {
      json: { scenarios: row },
      explanation: () => explainFileScenario(ofFile),
    });
    return;
  }
  const call = parseScenario(name, "submit", [...own.keys()]);
  const found = isUnknown(call) ? parseScenario(`query/${name}`) : call;
  if (isUnknown(call) && isUnknown(found))
    throw invalidOption(
      call.message.replace("GET /_mock/scenarios lists them", '"wan-mock scenarios" lists them'),
    );
  if (isUnknown(found)) return;
  printExplanation(terminal, format, {
    json: { scenarios: [rowOf(found.scenario)] },
    explanation: () => explainScenario(found.scenario),
  });
}
