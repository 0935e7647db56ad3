import { changedPolicy, type Policy, readPolicy } from "../contract/policy.js";
import { invalidOption } from "../errors/kit-error.js";
import type { AssetFolder } from "../ports/asset-source.js";
import { parseUrl } from "../text/parse-url.js";
import { parseStrictJson } from "../text/strict-json.js";
import { numberOf } from "./option.js";
import { type AccountOptions, accountStartsOf } from "./read-accounts.js";

/**
 * House rules as flags write them: `longest-duration=10`, `allowed-qualities=720p,1080p`, `daily-credits=500`; several
 * with commas between.
 *
 * @throws {KitError} `INVALID_OPTION`
 */
export function policyOfText(text: string, before: Policy = {}): Policy {
  const given: Record<string, unknown> = {};
  for (const part of text.split(/,(?=\s*[a-zA-Z-]+=)/)) {
    const [, name, value] = /^\s*([a-zA-Z-]+)=(.*?)\s*$/.exec(part) ?? [];
    if (name === undefined || value === undefined) {
      throw invalidOption(
        `policy: write it as longest-duration=10, allowed-qualities=720p,1080p or daily-credits=500, got ${part.slice(0, 60)}`,
      );
    }
    const member = name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const number = numberOf(value);
    given[member] = member === "allowedQualities" ? value.split(",") : Number.isNaN(number) ? value : number;
  }
  return changedPolicy(before, readPolicy(given, { place: "policy" }));
}

/**
 * Accounts as a flag writes them: `{"sk-team-a": {"balance": 100}}`.
 *
 * @throws {KitError} `INVALID_OPTION`; never shows an API key
 */
export function accountsOfText(text: string): Readonly<Record<string, AccountOptions>> {
  const read = parseStrictJson(text);
  if (!("value" in read)) {
    const { line, column, problem } = read;
    throw invalidOption(`accounts: line ${line}, column ${column}: ${problem}`);
  }
  const accounts = read.value as Readonly<Record<string, AccountOptions>>;
  accountStartsOf({ accounts });
  return accounts;
}

/** `PREFIX=FOLDER`: prefixes have no query, so the first `=` parts them; `%3D` is one of the prefix. */
export function assetFolderOfText(text: string): AssetFolder {
  const at = text.indexOf("=");
  if (at > 0 && at < text.length - 1) return { prefix: text.slice(0, at), folder: text.slice(at + 1) };
  throw invalidOption(
    `--assets is "${text}": write it as https://cdn.example.com/=./media, a prefix of URLs and a folder`,
  );
}

/** `FROM=TO`: addresses may hold `=` themselves, so the detour starts at the last `=http`. */
export function detourOfText(text: string): readonly [from: string, to: string] | undefined {
  const at = Math.max(text.lastIndexOf("=http://"), text.lastIndexOf("=https://"));
  const from = text.slice(0, Math.max(at, 0));
  return parseUrl(from) === undefined ? undefined : [from, text.slice(at + 1)];
}
