import { Command, Option } from "commander";
import type { CommandMaker } from "../../command-context.js";
import { reportOptions } from "../../reports/report-options.js";
import { VariableOption } from "../../settings/variable-option.js";
import type { VerifyFlags } from "./verify.js";

/** `verify BASE_URL`: asks a service whether it keeps to the contract. */
export const verifyCommand: CommandMaker = ({ terminal, finish }) => {
  const command = new Command("verify")
    .description(
      "ask a service case by case whether it keeps to the contract: this mock, another, or the real one",
    )
    .argument("[base-url]", "address in front of /v1, such as http://127.0.0.1:2727")
    .addOption(
      new VariableOption(
        "--key <key>",
        "API key (default on this machine: one of its own)",
        "WAN_MOCK_VERIFY_KEY",
      ),
    )
    .addOption(
      new VariableOption(
        "--other-key <key>",
        "API key of another account, to ask for a task of --key",
        "WAN_MOCK_VERIFY_OTHER_KEY",
      ),
    )
    .option("--yes-live", "send to another machine what a conforming service refuses before it charges")
    .addOption(
      new Option("--only <pattern>", "cases whose name holds this, or fits it with * (repeatable)").argParser(
        (pattern: string, before: readonly string[] | undefined) => [...(before ?? []), pattern],
      ),
    )
    .option("--timeout <duration>", "how long a submitted task may take to end", "60s")
    .option("--list", "print the cases without sending one")
    .addOption(
      new Option("--unknown-model <status>", "answer to an unknown model (default: either)").choices([
        "404",
        "403",
      ]),
    )
    .option("--prompt-optional", "image-to-video and video-edit do without a prompt (default: either)")
    .option("--no-prompt-optional", "every model needs a prompt")
    .addOption(
      new Option("--long-prompt <reading>", "what an over-long prompt does (default: either)").choices([
        "truncate",
        "reject",
      ]),
    )
    .action(async (baseUrl: string | undefined, flags: VerifyFlags) => {
      const { runVerify } = await import("./run-verify.js");
      finish(await runVerify(terminal, baseUrl, flags));
    });
  for (const option of reportOptions()) command.addOption(option);
  return command;
};
