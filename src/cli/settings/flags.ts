import type { RuleSetting } from "../../contract/finding.js";
import type { ModelPrice } from "../../contract/model-price.js";
import type { Policy } from "../../contract/policy.js";
import { KitError } from "../../errors/kit-error.js";
import type { AccountOptions, MockOptions } from "../../options/mock-options.js";
import type { AssetFolder, KnownAsset } from "../../ports/asset-source.js";
import { DEFAULT_PORT } from "./options.js";

/** Flags that choose the contract; `lint` and `serve` share them. */
export interface ContractFlags {
  spec?: string[];
  onlySpec?: boolean;
  unknownModel?: "404" | "403";
  promptOptional?: boolean;
  priceList?: string;
  price?: Readonly<Record<string, ModelPrice>>;
  longPrompt?: "truncate" | "reject";
  assetFailures?: "task" | "request";
  strict?: boolean;
  allowLocalCallbacks?: boolean;
  rule?: Record<string, RuleSetting>;
  policy?: Policy;
  /** A flag holds `PREFIX=FOLDER`, a file objects. */
  assets?: readonly (string | KnownAsset | AssetFolder)[];
  config?: string;
}

/** Flags of the server, by the names that commander gives them. */
export interface ServeFlags extends ContractFlags {
  port?: number;
  host?: string;
  publicUrl?: string;
  pace?: string;
  clock?: "running" | "frozen";
  now?: string;
  key?: string[];
  seed?: number;
  maxBody?: number;
  balance?: number;
  rateLimit?: string;
  rateLimitQueries?: string;
  concurrency?: number;
  forwardTo?: string;
  callbackMap?: Record<string, string>;
  allowExternalCallbacks?: boolean;
  callbackPatience?: string;
  controlToken?: string;
  allowHost?: string[];
  accounts?: Readonly<Record<string, AccountOptions>>;
  coverage?: string;
  deliveries?: number;
  tasks?: number;
  journalEntries?: number;
  journalAge?: string;
  scenarios?: string[];
  chaos?: Record<string, number>;
  log?: "pretty" | "json" | "quiet";
}

/** Flags of a program that runs beside the mock. */
export interface RunFlags extends ServeFlags {
  network?: "open" | "closed";
}

/** What the library is told for these flags. */
export function mockOptions(flags: RunFlags): MockOptions {
  const {
    key,
    rule,
    price,
    allowHost,
    assets,
    log: _log,
    network: _network,
    config: _config,
    ...same
  } = flags;
  const port = flags.port ?? DEFAULT_PORT;
  return {
    ...same,
    port,
    ...(key === undefined ? {} : { keys: key }),
    ...(allowHost === undefined ? {} : { allowHosts: allowHost }),
    ...(price === undefined ? {} : { prices: price }),
    ...(rule === undefined ? {} : { rules: rule }),
    ...(assets === undefined ? {} : { assets: assets.map(assetEntry) }),
  };
}

/** `PREFIX=FOLDER`: prefixes have no query, so the first `=` parts them; `%3D` is one of the prefix. */
function assetEntry(entry: string | KnownAsset | AssetFolder): KnownAsset | AssetFolder {
  if (typeof entry !== "string") return entry;
  const at = entry.indexOf("=");
  if (at > 0 && at < entry.length - 1) return { prefix: entry.slice(0, at), folder: entry.slice(at + 1) };
  throw new KitError(
    "INVALID_OPTION",
    `--assets is "${entry}": write it as https://cdn.example.com/=./media, a prefix of URLs and a folder`,
  );
}
