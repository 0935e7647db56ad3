import type { RuleSetting } from "../contract/finding.js";
import type { PolicyChange } from "../contract/policy.js";
import type { ContractSettings } from "../contract/settings.js";
import type { AssetFolder, KnownAsset } from "../ports/asset-source.js";
import type { Instant } from "../simulation/instant.js";

/** What an API key starts with, where that differs from what the options say of all. `null` is unlimited. */
export interface AccountOptions {
  /** Credits. */
  readonly balance?: number | null;
  /** Models it may use; all by default. */
  readonly models?: readonly string[] | null;
  /** `usage.user_group` of its answers. Default `default`. */
  readonly userGroup?: string;
  /** Submits in any window of virtual time: `10/s`, `60/min`, `1000/h`. */
  readonly rateLimit?: string | null;
  /** The same for task queries. */
  readonly rateLimitQueries?: string | null;
  /** Most live tasks. */
  readonly concurrency?: number | null;
  /** House rules that differ from those of all keys; `null` lifts one, or all. */
  readonly policy?: PolicyChange | null;
}

/** What a mock can be told. Everything has a default. */
export interface MockOptions extends Partial<Omit<ContractSettings, "rules">> {
  /** Address to bind. Default `127.0.0.1`. */
  readonly host?: string;
  /** Port to bind; 0 takes any free one. Default 0 for the library, 2727 for the command line. */
  readonly port?: number;
  /** Base of result links, when clients reach the mock under another address than they name. */
  readonly publicUrl?: string;
  /** `quick` (default), `realistic`, `instant`, `manual`, `polls:N`, or a duration such as `20s`. */
  readonly pace?: string;
  /** `running` (default) follows real time; `frozen` stands still until moved. */
  readonly clock?: "running" | "frozen";
  /** First instant of the clock: milliseconds since 1970 or an ISO 8601 text. Default: real time. */
  readonly now?: Instant | string;
  /** Fixes ids and jitter. Default: drawn, and told. */
  readonly seed?: number;
  /** The only API keys accepted; any non-empty one is by default. */
  readonly keys?: readonly string[];
  /** Further contract documents: paths of YAML, JSON or Markdown files. */
  readonly spec?: readonly string[];
  /** Serve the documents of `spec` alone. */
  readonly onlySpec?: boolean;
  /** Most bytes of a request body, up to 32,000,000. Default 10,000,000. */
  readonly maxBody?: number;
  /** Credits that each API key starts with; unlimited by default. */
  readonly balance?: number;
  /** Submits per API key in any window of virtual time: `10/s`, `60/min`, `1000/h`. Unlimited by default. */
  readonly rateLimit?: string;
  /** The same for task queries. */
  readonly rateLimitQueries?: string;
  /** Most live tasks per API key. Unlimited by default. */
  readonly concurrency?: number;
  /** URL that all callbacks are sent to, whatever the request named. */
  readonly forwardTo?: string;
  /** Detours for callbacks: what a callback URL starts with, and what stands there instead. */
  readonly callbackMap?: Readonly<Record<string, string>>;
  /** Send callbacks to public addresses too. Default `false`: nothing leaves the machine. */
  readonly allowExternalCallbacks?: boolean;
  /** Real time that a silent receiver holds up moved or frozen time. Default `10s`. */
  readonly callbackPatience?: string | number;
  /** Lets any peer use the control side that sends this in `X-Wan-Mock-Token`. */
  readonly controlToken?: string;
  /** Further host names under which the control side may be addressed. */
  readonly allowHosts?: readonly string[];
  /**
   * Tasks kept. Of more the oldest that have ended, are settled and called back make room; live ones stay. Default
   * 100,000.
   */
  readonly tasks?: number;
  /** Journal entries kept; older ones make room. Default 1000. */
  readonly journalEntries?: number;
  /** Virtual time that journal entries are kept. Default `7d`. */
  readonly journalAge?: string | number;
  /**
   * Folder in which this process writes what was exercised of the contract, for `wan-mock coverage`: when a mock closes,
   * every 10 s, and at the end. Default: what `WAN_MOCK_COVERAGE` says, else nothing is written.
   */
  readonly coverage?: string;
  /** Ended callback deliveries kept, attempts included; older ones make room, pending ones stay. Default 10,000. */
  readonly deliveries?: number;
  /** What single API keys start with. Such a key is accepted whatever `keys` lists. */
  readonly accounts?: Readonly<Record<string, AccountOptions>>;
  /** Scenario files, and folders of them: YAML or JSON. Read again when they change. */
  readonly scenarios?: readonly string[];
  /** Probability from 0 to 1 by scenario name: `{"rate-limited": 0.05, "query/http-503": 0.01}`. */
  readonly chaos?: Readonly<Record<string, number>>;
  /**
   * What is known of media: by URL or pattern, of which the first that fits holds, else by the files of a folder
   * that stand for the URLs under a prefix, of which the longest holds. Names of samples are known without.
   */
  readonly assets?: readonly (KnownAsset | AssetFolder)[];
  /** Severity per rule id, in place of the rule's own. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/** What `wan-mock.config.mjs` holds: the options, and what the command line alone knows. */
export interface MockConfig extends MockOptions {
  /** How requests are told on stdout. Default `pretty`. */
  readonly log?: "pretty" | "json" | "quiet";
  /** Whether calls of a program under `wan-mock run` to other hosts than the paid one pass. Default `open`. */
  readonly network?: "open" | "closed";
}

/**
 * Gives a configuration file its types; returns what it is given.
 *
 * @example
 * // wan-mock.config.mjs
 * import { defineConfig } from "wan-mock";
 * export default defineConfig({ pace: "realistic", forwardTo: "http://localhost:3000/hooks" });
 */
export function defineConfig(config: MockConfig): MockConfig {
  return config;
}
