import { readScenarios } from "../../../compose/open-scenarios.js";
import type { MockOptions } from "../../../options/mock-options.js";
import { fileScenarioRows } from "../../../simulation/scenarios/file-scenario.js";
import { anyStatus, scenarios } from "../../../simulation/scenarios/scenario-catalogue.js";
import { hooksOf, type Terminal } from "../../terminal/terminal.js";

/** Prints the scenarios of files and the catalogue: a table for people, or everything as JSON. */
export async function runScenarios(
  terminal: Terminal,
  options: MockOptions,
  format: "pretty" | "json",
): Promise<void> {
  const { stdout } = terminal;
  const own = await readScenarios(options, hooksOf(terminal));
  const builtIn = [...scenarios, anyStatus].map(({ name, kind, operation, summary }) => ({
    name,
    kind,
    operation,
    summary,
  }));
  const rows = [...fileScenarioRows(own), ...builtIn];
  if (format === "json") {
    stdout.write(`${JSON.stringify({ scenarios: rows }, null, 2)}\n`);
    return;
  }
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  for (const { name, kind, summary } of rows) {
    stdout.write(`${name.padEnd(nameWidth)}  ${kind.padEnd(9)}  ${summary}\n`);
  }
  stdout.write(
    `${rows.length} scenarios; pick one by the header X-Wan-Mock-Scenario, [mock:NAME] in the prompt, the key sk-mock-NAME,\n` +
      "or POST /_mock/scenarios/next; NAME:2 hits the first two calls\n",
  );
}
