import { changedPolicy, type Policy, readPolicy } from "../../contract/policy.js";
import { KitError } from "../../errors/kit-error.js";
import type { AccountOptions } from "../../options/mock-options.js";
import { accountStartsOf } from "../../options/read-accounts.js";
import { parseStrictJson } from "./strict-json.js";

/**
 * House rules as flags write them: `longest-duration=10`, `allowed-qualities=720p,1080p`, `daily-credits=500`; several
 * with commas between.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function policyOfFlags(texts: readonly string[]): Policy {
  const given: Record<string, unknown> = {};
  for (const part of texts.join(",").split(/,(?=[a-zA-Z-]+=)/)) {
    const [, name, value] = /^\s*([a-zA-Z-]+)=(.*?)\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      throw new KitError(
        "INVALID_OPTION",
        `policy: write it as longest-duration=10, allowed-qualities=720p,1080p or daily-credits=500, got ${part.slice(0, 60)}`,
      );
    }
    const member = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    given[member] = member === "allowedQualities" ? value.split(",") : numberOr(value);
  }
  return changedPolicy({}, readPolicy(given, { place: "policy" }));
}

function numberOr(text: string): number | string {
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
}

/**
 * Accounts as a flag writes them: `{"sk-team-a": {"balance": 100}}`.
 *
 * @throws {KitError} `INVALID_OPTION`; never shows an API key
 */
export function accountsOfFlag(text: string): Readonly<Record<string, AccountOptions>> {
  const read = parseStrictJson(text);
  if (!("value" in read)) {
    const { line, column, problem } = read;
    throw new KitError("INVALID_OPTION", `accounts: line ${line}, column ${column}: ${problem}`);
  }
  const accounts = read.value as Readonly<Record<string, AccountOptions>>;
  accountStartsOf({ accounts });
  return accounts;
}
