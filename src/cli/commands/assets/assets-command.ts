import { Command } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { effectiveFlags } from "../../settings/effective-flags.js";
import { type ContractFlags, mockOptions } from "../../settings/flags.js";
import { configOption, contractOptions, everyOption, formatOption } from "../../settings/options.js";

/** `wan-mock assets [URL...]` */
export const assetsCommand: CommandMaker = ({ terminal }) => {
  const command = new Command("assets")
    .description(
      "tell what the mock knows of media URLs, and from where; without a URL: the names of samples",
    )
    .argument("[url...]", "media URLs as a request would name them")
    .addOption(formatOption())
    .action(async (urls: string[]) => {
      const { flags } = await effectiveFlags<ContractFlags & { format: "pretty" | "json" }>(
        command,
        everyOption(),
        terminal,
      );
      const { runAssets } = await import("./run-assets.js");
      await runAssets(terminal, urls, mockOptions(flags), flags.format);
    });
  for (const option of [configOption(), ...contractOptions().filter(({ long }) => long === "--assets")])
    command.addOption(option);
  return command;
};
