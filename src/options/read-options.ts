import { changedPolicy, type Policy, readPolicy } from "../contract/policy.js";
import { type ContractSettings, defaultSettings } from "../contract/settings.js";
import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import type { Limits } from "../ports/accounts.js";
import type { DeliveryPolicy } from "../simulation/delivery-target.js";
import { parseDuration } from "../simulation/duration.js";
import { type Instant, missingDay, parseInstant } from "../simulation/instant.js";
import { MICRO_PER_CREDIT } from "../simulation/pricing.js";
import { parseRateLimit } from "../simulation/rate-limit.js";
import { parseUrl } from "../text/parse-url.js";
import { numberOf } from "./option.js";

export function settingsOf(options: Partial<ContractSettings>): ContractSettings {
  const given = Object.fromEntries(
    Object.keys(defaultSettings)
      .map((key) => [key, options[key as keyof ContractSettings]])
      .filter(([, value]) => value !== undefined),
  ) as Partial<ContractSettings>;
  return { ...defaultSettings, ...given };
}

/** Node takes an empty host for "all interfaces", which nobody means by it. */
export function hostOf(host: string): string {
  if (host.trim() !== "") return host;
  throw invalidOption("host is an address to bind such as 127.0.0.1, got an empty text");
}

/** Text that arrives in a header as it was sent: blanks at its ends are dropped, others than ASCII read as Latin-1. */
const HEADER_TEXT = /^[!-~](?:[ -~]{0,998}[!-~])?$/;

/** @throws {KitError} `INVALID_OPTION`; the sentence does not hold the token */
export function controlTokenOf(token: unknown): string {
  if (typeof token === "string" && HEADER_TEXT.test(token)) return token;
  const got =
    typeof token === "string" ? (token === "" ? "an empty text" : "another text") : quoteForMessage(token);
  throw invalidOption(
    `controlToken is sent in a header: 1 to 1000 characters of ASCII, no blank first or last, no control characters, got ${got}`,
  );
}

/** `JSON.parse` takes a tenth of a second for as many bytes, and holds up all other requests meanwhile. */
export const LARGEST_BODY = 32_000_000;

export function instantOf(now: Instant | string): Instant {
  const instant = typeof now === "string" ? parseInstant(now) : now;
  if (instant !== undefined && Number.isSafeInteger(instant) && instant >= 0) return instant;
  throw invalidOption(
    `now is an ISO 8601 time such as 2027-01-01T00:00:00Z or whole milliseconds since 1970, got ${now}${missingDay(String(now))}`,
  );
}

export function publicUrlOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const parsed = parseUrl(url);
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw invalidOption(`public URL is an http or https address such as http://localhost:2727, got ${url}`);
  }
  return parsed.href.replace(/\/+$/, "");
}

/** Limits of a key as options write them. */
export interface LimitOptions {
  readonly rateLimit?: string;
  readonly rateLimitQueries?: string;
  readonly concurrency?: number;
}

export function limitsOf({ rateLimit, rateLimitQueries, concurrency }: LimitOptions): Limits {
  if (concurrency !== undefined && !(Number.isSafeInteger(concurrency) && concurrency >= 1)) {
    throw invalidOption(`concurrency is a whole number of tasks from 1, got ${quoteForMessage(concurrency)}`);
  }
  return {
    ...(rateLimit === undefined ? {} : { submits: parseRateLimit(rateLimit) }),
    ...(rateLimitQueries === undefined ? {} : { queries: parseRateLimit(rateLimitQueries) }),
    ...(concurrency === undefined ? {} : { concurrency }),
  };
}

export function microOf(balance: unknown): number {
  if (typeof balance === "number" && balance >= 0 && balance <= 1e9)
    return Math.round(balance * MICRO_PER_CREDIT);
  throw invalidOption(`balance is credits from 0 to 1000000000, got ${quoteForMessage(balance)}`);
}

export function durationOf(name: string, duration: string | number): number {
  const ms = parseDuration(duration);
  if (ms !== undefined) return ms;
  throw invalidOption(`${name} is a duration such as 2s or whole milliseconds, got ${duration}`);
}

/** Where callbacks may go, as options write it. */
export interface DeliveryOptions {
  readonly callbackMap?: Readonly<Record<string, string>>;
  readonly allowLocalCallbacks?: boolean;
  readonly allowExternalCallbacks?: boolean;
  readonly forwardTo?: string;
}

export function deliveryPolicyOf(options: DeliveryOptions): DeliveryPolicy {
  const map = Object.entries(options.callbackMap ?? {}).map(([from, to]) => ({
    from: httpUrlOf("callback map", from),
    to: httpUrlOf("callback map", to),
  }));
  return {
    map,
    allowLocal: options.allowLocalCallbacks === true,
    allowExternal: options.allowExternalCallbacks === true,
    ...(options.forwardTo === undefined ? {} : { forwardTo: httpUrlOf("forward-to", options.forwardTo) }),
  };
}

/** @throws {KitError} `INVALID_OPTION` */
export function httpUrlOf(name: string, url: string): string {
  if (/^https?:$/.test(parseUrl(url)?.protocol ?? "")) return url;
  throw invalidOption(
    `${name} takes an http or https address such as http://localhost:3000/hooks, got ${url}`,
  );
}

/** `FROM=TO`: addresses may hold `=` themselves, so the detour starts at the last `=http`. */
export function detourOfText(text: string): readonly [from: string, to: string] | undefined {
  const at = Math.max(text.lastIndexOf("=http://"), text.lastIndexOf("=https://"));
  const from = text.slice(0, Math.max(at, 0));
  return parseUrl(from) === undefined ? undefined : [from, text.slice(at + 1)];
}

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
    const member = inKebabCase(name);
    const number = numberOf(value);
    given[member] = member === "allowed-qualities" ? value.split(",") : Number.isNaN(number) ? value : number;
  }
  return changedPolicy(before, readPolicy(given, { place: "policy", spelling: inKebabCase }));
}

/** `longestDuration` -> `longest-duration` */
function inKebabCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (big) => `-${big.toLowerCase()}`);
}
