import { randomInt } from "node:crypto";
import { listen, type ServedParts } from "./adapters/http/mock-server.js";
import { ResultFiles } from "./adapters/http/result-files.js";
import { bundledModels } from "./contract/bundled-models.js";
import { Contract } from "./contract/contract.js";
import { KitError } from "./contract/kit-error.js";
import type { ModelContract } from "./contract/model-contract.js";
import { rules } from "./contract/rule-list.js";
import { type ContractSettings, defaultSettings } from "./contract/settings.js";
import { Engine } from "./engine/engine.js";
import type { MockOptions } from "./mock-options.js";
import type { Journal } from "./ports/journal.js";
import type { Instant } from "./simulation/instant.js";
import { paceName, parsePace } from "./simulation/pace.js";
import { priceLists } from "./simulation/price-lists.js";
import { findPriceList, type PriceList } from "./simulation/pricing.js";
import { MemoryAccounts } from "./stores/memory-accounts.js";
import { MemoryJournal } from "./stores/memory-journal.js";
import { MemoryTaskStore } from "./stores/memory-task-store.js";
import { SeededIdSource } from "./stores/seeded-id-source.js";
import { VirtualClock } from "./stores/virtual-clock.js";
import { version } from "./version.js";

/** A running mock. Its state is its own: two in one process never meet. */
export interface Mock {
  /** `http://127.0.0.1:PORT`, no slash at the end. */
  readonly url: string;
  readonly port: number;
  /** What ids and jitter are drawn from; give it again to get the same. */
  readonly seed: number;
  readonly contract: Contract;
  readonly clock: VirtualClock;
  readonly journal: Journal;
  readonly priceList: PriceList;
  /** Finishes the answers in flight and frees the port. */
  close(): Promise<void>;
}

/** Who is told what does not belong into an answer. Both write to stderr by default. */
export interface MockHooks {
  /** A failure inside the mock itself, with its stack. */
  readonly onBug?: (error: unknown) => void;
  /** Something odd that the mock can live with, as one sentence. */
  readonly onWarning?: (sentence: string) => void;
}

const MAX_BODY = 10_000_000;

/**
 * Starts a mock on a socket.
 *
 * @throws {KitError} `INVALID_OPTION`, `UNKNOWN_RULE`, `UNKNOWN_PRICE_LIST`, `PORT_IN_USE`, `CANNOT_LISTEN`,
 * and the `DOCUMENT_...` codes for a file of `spec`
 * @example
 * const mock = await startMock({ pace: "instant", seed: 7 });
 * // point the client at mock.url
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}, hooks: MockHooks = {}): Promise<Mock> {
  const { parts, ...state } = await composeMock(options, hooks);
  const where = { host: hostOf(options.host ?? "127.0.0.1"), port: portOf(options.port ?? 0) };
  const server = await listen(parts, where);
  return { ...state, url: server.url, port: server.port, close: () => server.close() };
}

/**
 * A mock that nobody can reach yet.
 *
 * @internal
 */
export interface ComposedMock extends Omit<Mock, "url" | "port" | "close"> {
  /** What the HTTP side serves. */
  readonly parts: ServedParts;
}

/**
 * Joins contract, engine and stores into a mock; the one place that knows them all.
 *
 * @internal
 * @throws {KitError} as `startMock`, but for the codes of the socket
 */
export async function composeMock(options: MockOptions = {}, hooks: MockHooks = {}): Promise<ComposedMock> {
  const contract = await createContract(options, hooks);
  const priceList = findPriceList(priceLists, contract.settings.priceList);
  const pace = parsePace(options.pace ?? "quick");
  const seed = seedOf(options.seed);
  const clock = new VirtualClock({
    ...(options.now === undefined ? {} : { start: instantOf(options.now) }),
    frozen: options.clock === "frozen",
  });
  const journal = new MemoryJournal();
  const ids = new SeededIdSource(seed);
  const engine = new Engine({
    contract,
    clock,
    ids,
    priceList,
    pace,
    store: new MemoryTaskStore(),
    accounts: new MemoryAccounts(options.keys),
  });
  const parts: ServedParts = {
    engine,
    ids,
    clock,
    journal,
    onBug: hooks.onBug ?? ((error) => console.error(error)),
    files: new ResultFiles(),
    maxBody: options.maxBody ?? MAX_BODY,
    publicUrl: publicUrlOf(options.publicUrl),
    health: () => ({
      status: "ok",
      version,
      models: contract.models.map((model) => model.id),
      now: new Date(clock.now()).toISOString(),
      seed,
      pace: paceName(pace),
    }),
  };
  return { parts, seed, contract, clock, journal, priceList };
}

/**
 * The contract of the bundled documents and those of `spec`, under the given settings.
 *
 * @throws {KitError} as `startMock`
 */
export async function createContract(options: MockOptions, hooks: MockHooks = {}): Promise<Contract> {
  const settings = settingsOf(options);
  const models: ModelContract[] = options.onlySpec === true ? [] : [...bundledModels];
  if (options.spec !== undefined && options.spec.length > 0) {
    const { loadDocuments } = await import("./adapters/documents/load-documents.js");
    const loaded = await loadDocuments(options.spec);
    for (const warning of loaded.warnings) (hooks.onWarning ?? console.error)(warning);
    models.push(...loaded.models);
  } else if (options.onlySpec === true) {
    throw new KitError("INVALID_OPTION", "--only-spec needs at least one --spec");
  }
  return new Contract(models, rules, settings);
}

function settingsOf(options: MockOptions): ContractSettings {
  const given = Object.fromEntries(
    Object.keys(defaultSettings)
      .map((key) => [key, options[key as keyof MockOptions]])
      .filter(([, value]) => value !== undefined),
  ) as Partial<ContractSettings>;
  return { ...defaultSettings, ...given };
}

function seedOf(seed: number | undefined): number {
  if (seed === undefined) return randomInt(1, 2 ** 31);
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new KitError("INVALID_OPTION", `seed is a whole number from 0, got ${seed}`);
}

/** Node takes an empty host for "all interfaces", which nobody means by it. */
function hostOf(host: string): string {
  if (host.trim() !== "") return host;
  throw new KitError("INVALID_OPTION", "host is an address to bind such as 127.0.0.1, got an empty text");
}

function portOf(port: number): number {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new KitError("INVALID_OPTION", `port is a whole number from 0 to 65535, got ${port}`);
}

function instantOf(now: Instant | string): Instant {
  const instant = typeof now === "number" ? now : Date.parse(now);
  if (Number.isSafeInteger(instant) && instant >= 0) return instant;
  throw new KitError(
    "INVALID_OPTION",
    `now is an ISO 8601 time such as 2027-01-01T00:00:00Z or whole milliseconds since 1970, got ${now}`,
  );
}

function publicUrlOf(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    throw new KitError(
      "INVALID_OPTION",
      `public URL is an http or https address such as http://localhost:2727, got ${url}`,
    );
  }
  return parsed.href.replace(/\/+$/, "");
}
