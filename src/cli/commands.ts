import { type Command, InvalidArgumentError, Option } from "commander";
import { wholeNumber } from "../options/option.js";
import { workersOf } from "../options/read-state.js";
import { reportOptions } from "./reports/report-options.js";
import { configPaths, readSettings } from "./settings/read-settings.js";
import { readText, tableOptions, VariableOption } from "./settings/table-option.js";
import type { LoggedEnd, Terminal } from "./terminal/terminal.js";

/** A command; its `run` loads `commands/NAME/run-NAME.ts`, which the build bundles apart. */
export interface CliCommand {
  readonly description: string;
  readonly argument?: readonly [name: string, description: string];
  /** Whether what follows the first argument is another program's. */
  readonly passesOptionsThrough?: true;
  /** Asked for when the command is called: a start pays for no others. */
  readonly options: () => readonly Option[];
  /**
   * Carries it out.
   *
   * @param command - what was given to it
   * @returns the exit code; nothing for 0
   */
  readonly run: (terminal: Terminal, command: Command) => Promise<LoggedEnd | number> | Promise<void>;
}

/** All commands by name, in the order of the help. */
export const commands: Readonly<Record<string, CliCommand>> = {
  serve: {
    description: "serve the API on localhost (the default command)",
    options: () => tableOptions((_key, { scope }) => scope !== "run" && scope !== "proxy"),
    run: async (terminal, command) => {
      const read = () => readSettings(command, terminal);
      const settings = await read();
      const paths = configPaths(command.getOptionValue("config") as string | undefined, terminal.cwd);
      if (workersOf(settings.values) > 1) {
        const { runWorkers } = await import("./commands/serve/workers/run-workers.js");
        return runWorkers(terminal, settings, { read, paths });
      }
      const { runServe } = await import("./commands/serve/run-serve.js");
      return runServe(terminal, settings, { read, paths });
    },
  },
  run: {
    description: "run a program with a mock of its own: wan-mock run -- npm start",
    argument: ["[command...]", "the program and its arguments, behind --"],
    passesOptionsThrough: true,
    options: () => [
      ...tableOptions((_key, { scope }) => scope !== "serve", {
        // Their defaults are others here.
        port: "port to listen on (default: any free one)",
        log: "requests logged on stderr (default: refused ones)",
        upstream: "service that calls are passed on to with --live (default https://api.evolink.ai)",
      }),
      new Option(
        "--live",
        "pass the program's calls on to a service, as wan-mock proxy does; the paid one needs --yes-live",
      ).helpGroup("Beside the real service:"),
    ],
    run: async (terminal, command) => {
      const portOfProgram = "";
      const settings = await readSettings(command, terminal, portOfProgram);
      const isLive = command.getOptionValue("live") === true;
      const { settingsOfRun } = await import("./commands/run/run-settings.js");
      const { runRun } = await import("./commands/run/run-run.js");
      return runRun(terminal, settingsOfRun(settings, isLive), command.args);
    },
  },
  proxy: {
    description:
      "pass calls on to a service, and refuse submits that it would refuse, or that cost too much, before they cost",
    options: () =>
      tableOptions(
        (_key, { scope, inProxy }) => scope === "contract" || scope === "proxy" || inProxy === true,
      ),
    run: async (terminal, command) => {
      const read = () => readSettings(command, terminal);
      const settings = await read();
      const { runProxy } = await import("./commands/proxy/run-proxy.js");
      return runProxy(terminal, settings, {
        read,
        paths: configPaths(command.getOptionValue("config") as string | undefined, terminal.cwd),
      });
    },
  },
  init: {
    description: "write into a project what it lacks: a configuration, a first test, a CI step",
    options: () => [
      new Option("--yes", "write without asking"),
      new Option("--dry-run", "show what would be written, and write nothing"),
    ],
    run: async (terminal, command) => {
      const { runInit } = await import("./commands/init/run-init.js");
      return runInit(terminal, command.opts());
    },
  },
  lint: {
    description: "check request bodies: JSON objects, arrays of them, or JSON Lines",
    argument: ["<file...>", 'files to read, "-" for standard input'],
    options: () => [
      new Option("--watch", "check again after each change, until Ctrl-C"),
      new Option("--frame", "show the code of each finding (default: in a terminal)"),
      new Option("--no-frame", "one line for each finding (default: in a file or pipe)"),
      ...reportOptions(["sarif"]),
      ...tableOptions((_key, { scope }) => scope === "contract"),
    ],
    run: async (terminal, command) => {
      const { values } = await readSettings(command, terminal);
      const { runLint } = await import("./commands/lint/run-lint.js");
      return runLint(terminal, command.args, values, command.opts());
    },
  },
  config: {
    description: "print every setting that serve, run and proxy would use, and where it came from",
    options: () => [formatOption(), ...tableOptions(() => true)],
    run: async (terminal, command) => {
      const settings = await readSettings(command, terminal);
      const { runConfig } = await import("./commands/config/run-config.js");
      return runConfig(terminal, settings, formatOf(command));
    },
  },
  rules: {
    description: "list the rules that the documents state in prose, or explain one",
    argument: ["[id]", "the rule to explain with its messages and examples"],
    options: () => [formatOption()],
    run: async (terminal, command) => {
      const { runRules } = await import("./commands/rules/run-rules.js");
      runRules(terminal, formatOf(command), command.args[0]);
    },
  },
  scenarios: {
    description: "list what can go wrong on demand, or explain one scenario; check scenario files",
    argument: ["[name]", "the scenario to explain, such as rate-limited"],
    options: () => [
      formatOption(),
      ...tableOptions((key) => ["scenarios", "spec", "onlySpec"].includes(key)),
    ],
    run: async (terminal, command) => {
      const { values } = await readSettings(command, terminal);
      const { runScenarios } = await import("./commands/scenarios/run-scenarios.js");
      return runScenarios(terminal, values, formatOf(command), command.args[0]);
    },
  },
  assets: {
    description:
      "show what the mock knows about media URLs, and where from; without a URL list the sample names",
    argument: ["[url...]", "media URLs as a request would name them"],
    options: () => [formatOption(), ...tableOptions((key) => key === "assets")],
    run: async (terminal, command) => {
      const { values } = await readSettings(command, terminal);
      const { runAssets } = await import("./commands/assets/run-assets.js");
      return runAssets(terminal, command.args, values, formatOf(command));
    },
  },
  sample: {
    description: "print a valid request body for a model",
    argument: ["<model>", "model id, such as wan2.7-text-to-video"],
    options: () => [
      new Option("--seed <number>", "the same seed gives the same body").argParser(readNumber).default(1),
      new Option("--count <number>", "number of bodies, printed as JSON Lines")
        .argParser(readNumber)
        .default(1),
    ],
    run: async (terminal, command) => {
      const [model = ""] = command.args;
      const { runSample } = await import("./commands/sample/run-sample.js");
      return runSample(terminal, model, command.opts());
    },
  },
  drift: {
    description: "compare published documents with the bundled contract",
    argument: ["<doc...>", 'pages as published: Markdown, YAML, JSON or text, "-" for standard input'],
    options: () => [
      new Option("--fail-on <severity>", "the mildest finding that makes the exit code 1")
        .choices(["critical", "warning"])
        .default("critical"),
      ...reportOptions(),
    ],
    run: async (terminal, command) => {
      const { runDrift } = await import("./commands/drift/run-drift.js");
      return runDrift(terminal, command.args, command.opts());
    },
  },
  habits: {
    description: "report what the client does that costs money or time in production, or explain one habit",
    argument: [
      "[source...]",
      "coverage files, folders of them, or URLs of running mocks (default: WAN_MOCK_COVERAGE, else WAN_MOCK_URL, else http://127.0.0.1:2727); or the id of a habit to explain",
    ],
    options: () => [
      repeatable("--except <habit>", "ignore this habit (repeatable)"),
      new Option("--list", "list all habits instead"),
      controlTokenOption(),
      ...reportOptions(),
    ],
    run: async (terminal, command) => {
      const { runHabits } = await import("./commands/habits/run-habits.js");
      return runHabits(terminal, command.args, command.opts());
    },
  },
  verify: {
    description:
      "check case by case whether a service keeps to the contract: this mock, another, or the real one",
    argument: ["[base-url]", "address in front of /v1, such as http://127.0.0.1:2727"],
    options: () => [
      new VariableOption(
        "--key <key>",
        "API key (needed for a service on another machine)",
        "WAN_MOCK_VERIFY_KEY",
      ),
      new VariableOption(
        "--other-key <key>",
        "API key of another account, which must not see the tasks of --key",
        "WAN_MOCK_VERIFY_OTHER_KEY",
      ),
      new Option(
        "--yes-live",
        "allow a service on another machine; it is sent only what it must refuse before it charges",
      ),
      repeatable(
        "--only <pattern>",
        "only cases whose name contains this, or matches it with * (repeatable)",
      ),
      new Option("--timeout <duration>", "how long a submitted task may take to end").default("60s"),
      new Option("--list", "print the cases without sending one"),
      new Option("--unknown-model <status>", "answer to an unknown model (default: either)").choices([
        "404",
        "403",
      ]),
      new Option("--prompt-optional", "image-to-video and video-edit need no prompt (default: either)"),
      new Option("--no-prompt-optional", "every model needs a prompt"),
      new Option(
        "--long-prompt <reading>",
        "an over-long prompt is truncated or rejected (default: either)",
      ).choices(["truncate", "reject"]),
      ...reportOptions(),
    ],
    run: async (terminal, command) => {
      const { runVerify } = await import("./commands/verify/run-verify.js");
      return runVerify(terminal, command.args[0], command.opts());
    },
  },
  trigger: {
    description: "send one callback of a sample task to your receiver, without any service",
    argument: ["<end>", "how the task ended: completed, failed or cancelled"],
    options: () => [
      new Option(
        "--to <url>",
        "address of the receiver, such as http://localhost:3000/hooks",
      ).makeOptionMandatory(),
      new Option("--model <id>", "model of the task").default("wan2.7-text-to-video"),
      new Option("--code <code>", "why a failed task failed (default: service_error)"),
      new Option("--task <id>", "id of the task (default: a new one)"),
      new Option("--seed <number>", "the same seed gives the same task").argParser(readNumber).default(1),
      new Option("--retry", "repeat a failed attempt as the vendor does: after 1, 2 and 4 s"),
      new Option("--yes-live", "allow a receiver on another machine"),
      formatOption(),
    ],
    run: async (terminal, command) => {
      const { runTrigger } = await import("./commands/trigger/run-trigger.js");
      return runTrigger(terminal, command.args[0] ?? "", command.opts());
    },
  },
  listen: {
    description: "poll tasks that were submitted to a service, and send their callbacks to your receiver",
    argument: ["<task...>", "ids of the tasks"],
    options: () => [
      new Option(
        "--upstream <url>",
        "service that has the tasks: its address in front of /v1",
      ).makeOptionMandatory(),
      new Option(
        "--forward-to <url>",
        "address of the receiver, such as http://localhost:3000/hooks",
      ).makeOptionMandatory(),
      new VariableOption("--key <key>", "API key that submitted the tasks", "EVOLINK_API_KEY"),
      new Option("--yes-live", "allow a service or receiver on another machine"),
    ],
    run: async (terminal, command) => {
      const { runListen } = await import("./commands/listen/run-listen.js");
      return runListen(terminal, command.args, command.opts());
    },
  },
  coverage: {
    description: "report which parts of the contract the tests exercised",
    argument: [
      "[source...]",
      "coverage files, folders of them, or URLs of running mocks (default: WAN_MOCK_COVERAGE, else the folder coverage-wan-mock)",
    ],
    options: () => [
      new Option("--min <percent>", "fail below this percentage, such as 80 or 72.5").argParser(percentage),
      new Option("--compare <file>", "fail if anything is no longer covered that an earlier --save file has"),
      repeatable("--model <id>", "count only this model, and what all models share (repeatable)"),
      new Option("--only-used-models", "count only the models that were submitted to"),
      new Option("--uncovered", "list every item that is not covered"),
      new Option("--html <file>", "write an HTML page with every item"),
      new Option("--save <file>", "write the merged coverage to a file, for --compare and later merges"),
      controlTokenOption(),
      ...reportOptions(),
    ],
    run: async (terminal, command) => {
      const { runCoverage } = await import("./commands/coverage/run-coverage.js");
      return runCoverage(terminal, command.args, command.opts());
    },
  },
  report: {
    description: "write what happened in a running mock to one HTML file, to keep or to send",
    argument: ["[url]", "URL of the mock (default: WAN_MOCK_URL, else http://127.0.0.1:2727)"],
    options: () => [
      new Option("--output <file>", 'the file to write, "-" for standard output').default(
        "wan-mock-report.html",
      ),
      controlTokenOption(),
    ],
    run: async (terminal, command) => {
      const { runReport } = await import("./commands/report/run-report.js");
      return runReport(terminal, command.args[0], command.opts());
    },
  },
};

/** `--format` of commands that print for people and programs. */
function formatOption(): Option {
  return new Option("--format <format>", "output format").choices(["pretty", "json"]).default("pretty");
}

function formatOf(command: Command): "pretty" | "json" {
  return command.opts<{ format: "pretty" | "json" }>().format;
}

function repeatable(flags: string, description: string): Option {
  return new Option(flags, description).argParser((text: string, before: readonly string[] | undefined) => [
    ...(before ?? []),
    text,
  ]);
}

function controlTokenOption(): Option {
  return new VariableOption(
    "--control-token <token>",
    "sent in X-Wan-Mock-Token to mocks that require it",
    "WAN_MOCK_CONTROL_TOKEN",
  );
}

function readNumber(text: string): number {
  return readText(() => wholeNumber({ least: 0 }).fromText(text));
}

function percentage(text: string): number {
  if (!/^\d{1,3}(?:\.\d{1,3})?$/.test(text) || Number(text) > 100)
    throw new InvalidArgumentError("It must be a percentage from 0 to 100, such as 80.");
  return Number(text);
}
