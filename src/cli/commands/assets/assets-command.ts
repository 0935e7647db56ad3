import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { type FormatFlags, formatOption } from "../../settings/format-option.js";
import { readSettings } from "../../settings/read-settings.js";
import { addTableOptions } from "../../settings/table-option.js";

/** `wan-mock assets [URL...]` */
export const assetsCommand: CommandMaker = ({ terminal }) => {
  const command = new Command("assets")
    .description(
      "tell what the mock knows of media URLs, and from where; without a URL: the names of samples",
    )
    .argument("[url...]", "media URLs as a request would name them")
    .addOption(formatOption())
    .action(async (urls: string[], { format }: FormatFlags) => {
      const { values } = await readSettings(command, terminal);
      const { runAssets } = await import("./run-assets.js");
      await runAssets(terminal, urls, values, format);
    });
  return addTableOptions(command, (key) => key === "assets");
};
