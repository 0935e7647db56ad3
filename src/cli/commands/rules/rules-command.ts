import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { type FormatFlags, formatOption } from "../../settings/format-option.js";

/** `wan-mock rules` */
export const rulesCommand: CommandMaker = ({ terminal }) =>
  new Command("rules")
    .description("list the rules that the documents state in prose")
    .addOption(formatOption())
    .action(async ({ format }: FormatFlags) => {
      const { runRules } = await import("./run-rules.js");
      runRules(terminal, format);
    });
