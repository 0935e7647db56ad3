import type { RuleSetting } from "./contract/finding.js";
import type { ContractSettings } from "./contract/settings.js";
import type { Instant } from "./simulation/instant.js";

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
  /** Most bytes of a request body. Default 10,000,000. */
  readonly maxBody?: number;
  /** Severity per rule id, in place of the rule's own. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}
