import { Option } from "commander";

/** Flags of commands that print for people and programs. */
export interface FormatFlags {
  readonly format: "pretty" | "json";
}

/** `--format` of such a command. */
export function formatOption(): Option {
  return new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty");
}
