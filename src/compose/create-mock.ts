import { MemoryFetch, NOWHERE_HOST } from "../adapters/kit/memory-fetch.js";
import { reachable } from "../adapters/kit/reachable-mock.js";
import { invalidOption } from "../errors/kit-error.js";
import { checkOptions, type MockOptions } from "../options/mock-options.js";
import { composeWith } from "./compose-mock.js";
import { bundledContract } from "./create-contract.js";
import { type ComposedMock, type Mock, type MockHooks } from "./mock.js";

/** A mock without a socket. */
export interface SocketlessMock extends Omit<Mock, "port"> {
  /** `http://wan-mock.test`: the base of its links; known to `fetch` alone. */
  readonly url: string;
  /**
   * Has the signature of the global `fetch` and answers as a mock on a socket does, mishaps included. Takes a path
   * (`/v1/tasks/ID`), a URL under `url`, or one of `https://api.evolink.ai` or `https://files-api.evolink.ai`; lets nothing
   * else through.
   *
   * @throws {KitError} `FOREIGN_HOST` for any other host
   */
  readonly fetch: typeof globalThis.fetch;
}

/** Options of a mock without a socket. */
export type SocketlessOptions = Omit<
  MockOptions,
  "host" | "port" | "spec" | "onlySpec" | "scenarios" | "upstream" | "data" | "store"
>;

/** Options that only `startMock` takes, and why. */
const elsewhere: Readonly<Record<string, string>> = {
  host: "there is no socket to bind",
  port: "there is no socket to bind",
  spec: "documents are read from files, which takes an await",
  onlySpec: "documents are read from files, which takes an await",
  scenarios: "scenario files take an await to read",
  upstream: "a proxy is reached over a socket",
  data: "a state is read from its folder before anything is asked of it, which takes an await",
  store: "Redis is asked over a connection, which takes an await",
};

/**
 * Makes a mock without a socket: hand its `fetch` to the client under test. Synchronous and cheap, so that each test
 * can have its own.
 *
 * Documents of `spec` and files of `scenarios` take an await to read: they are for `await startMock({ spec })`. Folders of
 * `assets` are read when a request names a file of theirs, so they work here; recordings of `replay` and the folder of
 * `record` with the first request, which fails when they cannot be read or made.
 *
 * @throws {KitError} `INVALID_OPTION`, `UNKNOWN_RULE`, `UNKNOWN_PRICE_LIST`, `UNKNOWN_SCENARIO` for a name of `chaos`
 * @example
 * const mock = createMock({ clock: "frozen", seed: 7 });
 * const client = new VideoClient({ fetch: mock.fetch });
 * await mock.close();
 */
export function createMock(options: SocketlessOptions = {}, hooks: MockHooks = {}): SocketlessMock {
  // Whatever it holds: a caller without types may hand in anything.
  const given = Object(options) as Readonly<Record<string, unknown>>;
  for (const [name, why] of Object.entries(elsewhere)) {
    if (given[name] !== undefined) {
      throw invalidOption(`createMock takes no ${name}: ${why}; use await startMock`);
    }
  }
  checkOptions(options);
  const composed = composeWith(bundledContract(options), withOwnName(options), hooks);
  const isOpened = options.replay !== undefined || options.record !== undefined;
  return withoutSocket(composed, isOpened ? () => composed.open() : undefined);
}

/** Lets the control side be addressed by the name that a mock without a socket has. */
export function withOwnName(options: MockOptions): MockOptions {
  return { ...options, allowHosts: [...(options.allowHosts ?? []), NOWHERE_HOST] };
}

/**
 * Reaches a composed mock by its own `fetch`.
 *
 * @param open - awaited before the first request is answered, which fails as it does
 * @internal
 */
export function withoutSocket(
  composed: ComposedMock,
  open: () => Promise<void> = () => Promise.resolve(),
): SocketlessMock {
  const { parts, open: _, everyHabit: _everyHabit, reconfigure: _reconfigure, ...others } = composed;
  const { recorded: _recorded, budget: _budget, settle, release, ...state } = others;
  const carrier = new MemoryFetch(async () => {
    await open();
    // Loaded with the first call: express takes longer than all the rest.
    const { createMockServer } = await import("../adapters/http/mock-server.js");
    return createMockServer(parts);
  });
  const close = async () => {
    parts.control.events.close();
    await carrier.close();
    await settle();
    await release();
  };
  return reachable({ ...state, fetch: carrier.fetch }, { url: `http://${NOWHERE_HOST}`, close });
}
