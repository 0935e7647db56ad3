import { Command, Option } from "commander";
import { wholeNumber } from "../../../options/option.js";
import type { CommandMaker } from "../../command-context.js";
import { readText } from "../../settings/table-option.js";

const readNumber = (text: string) => readText(() => wholeNumber({ least: 0 }).fromText(text));

/** `wan-mock sample MODEL` */
export const sampleCommand: CommandMaker = ({ terminal }) =>
  new Command("sample")
    .description("print a valid request body for a model")
    .argument("<model>", "model id, such as wan2.7-text-to-video")
    .addOption(
      new Option("--seed <number>", "the same seed gives the same body").argParser(readNumber).default(1),
    )
    .addOption(
      new Option("--count <number>", "so many bodies, as JSON Lines").argParser(readNumber).default(1),
    )
    .action(async (model: string, flags: { seed: number; count: number }) => {
      const { runSample } = await import("./run-sample.js");
      await runSample(terminal, model, flags);
    });
