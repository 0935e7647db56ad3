import { invalidOption } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import { isOnThisMachine, readServiceUrl, type ServiceUrl } from "../hosts/service-url.js";
import { amountOf, type BudgetPeriod } from "../simulation/budget.js";
import { durationOf } from "./read-options.js";

/** What a proxy does with the calls that it gets. */
export interface LiveSettings {
  readonly upstream: ServiceUrl;
  readonly check: "refuse" | "warn" | "off";
  /** Real milliseconds without a byte after which the upstream is given up. */
  readonly silenceMs: number;
  /** Whether submits without an `Idempotency-Key` get one. */
  readonly idempotency: boolean;
  readonly budget: BudgetSettings | undefined;
}

/** A budget as it was asked for, and where it is kept. */
export interface BudgetSettings {
  readonly text: string;
  readonly amount: NonNullable<ReturnType<typeof amountOf>>;
  readonly period: BudgetPeriod;
  readonly file: string;
}

/** Options of a proxy, with their defaults. */
export interface LiveOptions {
  readonly upstream: string;
  readonly yesLive: boolean;
  readonly check: LiveSettings["check"];
  readonly upstreamTimeout: string | number;
  readonly budget?: string | undefined;
  readonly budgetPer: BudgetPeriod;
  readonly budgetFile: string;
  readonly idempotency: boolean;
  readonly port: number;
}

/** @throws {KitError} `INVALID_OPTION` */
export function upstreamOf(text: string): ServiceUrl {
  const address = readServiceUrl(text);
  if (!("problem" in address)) return address;
  const { problem, isSecret } = address;
  throw invalidOption(
    isSecret
      ? `upstream ${problem}: leave it out, the key of each request is passed on`
      : `upstream is "${text.slice(0, 200)}": ${problem}`,
  );
}

/** @throws {KitError} `INVALID_OPTION` */
export function upstreamTimeoutOf(value: string | number): number {
  const ms = durationOf("upstreamTimeout", value);
  if (ms > 0 && ms <= LONGEST_SILENCE_MS) return ms;
  throw invalidOption(`upstreamTimeout is a duration from 1ms to 24h, got ${value}`);
}

/** @throws {KitError} `INVALID_OPTION` */
export function budgetOf(text: string): BudgetSettings["amount"] {
  const amount = amountOf(text);
  if (amount !== undefined) return amount;
  throw invalidOption(`budget is an amount above 0 such as 2usd or 30credits, got ${quoteForMessage(text)}`);
}

const LONGEST_SILENCE_MS = 86_400_000;

/**
 * Reads the options of a proxy.
 *
 * @throws {KitError} `INVALID_OPTION`, also for an upstream on another machine that nobody allowed
 */
export function liveSettingsOf(options: LiveOptions): LiveSettings {
  const upstream = upstreamOf(options.upstream);
  if (!isOnThisMachine(upstream)) {
    if (!options.yesLive)
      throw invalidOption(
        `upstream ${upstream.host} is not on this machine and may charge: allow it with --yes-live (yesLive in the library and in a configuration file)`,
      );
  } else if (upstream.port === options.port) {
    throw invalidOption(
      `upstream ${upstream.host} has the port that the proxy itself listens on: choose another with --port`,
    );
  }
  const { check, idempotency, budget, budgetPer: period, budgetFile: file } = options;
  return {
    upstream,
    check,
    silenceMs: upstreamTimeoutOf(options.upstreamTimeout),
    idempotency,
    budget: budget === undefined ? undefined : { text: budget, amount: budgetOf(budget), period, file },
  };
}
