import { invalidOption } from "../errors/kit-error.js";
import { isOnThisMachine, type ServiceAddress, serviceAddress } from "../hosts/service-url.js";
import { durationOf } from "./read-options.js";

/** What a proxy does with the calls that it gets. */
export interface LiveSettings {
  readonly upstream: ServiceAddress;
  readonly check: "refuse" | "warn" | "off";
  /** Real milliseconds without a byte after which the upstream is given up. */
  readonly silenceMs: number;
}

/** Options of a proxy, with their defaults. */
export interface LiveOptions {
  readonly upstream: string;
  readonly yesLive: boolean;
  readonly check: LiveSettings["check"];
  readonly upstreamTimeout: string | number;
  readonly port: number;
}

/** @throws {KitError} `INVALID_OPTION` */
export function upstreamOf(text: string): ServiceAddress {
  const address = serviceAddress(text);
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
  return { upstream, check: options.check, silenceMs: upstreamTimeoutOf(options.upstreamTimeout) };
}
