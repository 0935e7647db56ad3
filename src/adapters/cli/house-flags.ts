import { InvalidArgumentError } from "commander";
import { KitError } from "../../contract/kit-error.js";
import { changedPolicy, type Policy, readPolicy } from "../../contract/policy.js";
import type { AccountOptions } from "../../mock-options.js";
import { accountStartsOf } from "../../read-accounts.js";
import { parseStrictJson } from "./strict-json.js";

/** `longest-duration=10`, `allowed-qualities=720p,1080p`, `daily-credits=500`; several with commas between. */
export function policyFlag(text: string, before: Policy | undefined): Policy {
  const given: Record<string, unknown> = {};
  for (const part of text.split(/,(?=[a-zA-Z-]+=)/)) {
    const [, name, value] = /^\s*([a-zA-Z-]+)=(.*?)\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      throw new InvalidArgumentError(
        "Write it as longest-duration=10, allowed-qualities=720p,1080p or daily-credits=500.",
      );
    }
    const member = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    given[member] = member === "allowedQualities" ? value.split(",") : numberOr(value);
  }
  try {
    return changedPolicy(before ?? {}, readPolicy(given, { place: "policy" }));
  } catch (error) {
    if (error instanceof KitError) throw new InvalidArgumentError(`${error.message}.`);
    throw error;
  }
}

function numberOr(text: string): number | string {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

/**
 * `{"sk-team-a": {"balance": 100}}`
 *
 * @throws {KitError} `INVALID_OPTION`; not the command line's own error, which would show the API keys
 */
export function accountsFlag(text: string): Readonly<Record<string, AccountOptions>> {
  const read = parseStrictJson(text);
  if (!("value" in read)) {
    const { line, column, problem } = read;
    throw new KitError("INVALID_OPTION", `accounts: line ${line}, column ${column}: ${problem}`);
  }
  const accounts = read.value as Readonly<Record<string, AccountOptions>>;
  accountStartsOf({ accounts });
  return accounts;
}
