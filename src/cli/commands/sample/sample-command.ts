import { Command, Option } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { wholeNumber } from "../../settings/options.js";

/** `wan-mock sample MODEL` */
export const sampleCommand: CommandMaker = ({ terminal }) =>
  new Command("sample")
    .description("print a valid request body for a model")
    .argument("<model>", "model id, such as wan2.7-text-to-video")
    .addOption(
      new Option("--seed <number>", "the same seed gives the same body").argParser(wholeNumber).default(1),
    )
    .addOption(
      new Option("--count <number>", "so many bodies, as JSON Lines").argParser(wholeNumber).default(1),
    )
    .action(async (model: string, flags: { seed: number; count: number }) => {
      const { runSample } = await import("./run-sample.js");
      await runSample(terminal, model, flags);
    });
