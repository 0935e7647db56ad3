import { reachable } from "../adapters/kit/reachable-mock.js";
import { checkOptions, type MockOptions, withDefaults } from "../options/mock-options.js";
import { hostOf } from "../options/read-options.js";
import type { Journal } from "../ports/journal.js";
import { composeMock } from "./compose-mock.js";
import type { ComposedMock, Mock, MockHooks } from "./mock.js";

/**
 * A mock with what a log tells of it.
 *
 * @internal
 */
export interface WatchedMock {
  readonly mock: Mock;
  readonly everyHabit: ComposedMock["everyHabit"];
  readonly reconfigure: ComposedMock["reconfigure"];
  readonly recorded: ComposedMock["recorded"];
  readonly budget: ComposedMock["budget"];
  readonly found: ComposedMock["found"];
  /** Its entries as they are kept: what submits sent is a text that is read by whoever looks. */
  readonly journal: Pick<Journal, "subscribe" | "since" | "recorded">;
  /** Finishes the answers in flight and frees the port; the state stays open. */
  readonly stopServing: () => Promise<void>;
  /** Learns what other processes that share the state have done. */
  readonly catchUp: () => Promise<void>;
}

/**
 * Starts a mock on a socket.
 *
 * @throws {KitError} `INVALID_OPTION`, `UNKNOWN_RULE`, `UNKNOWN_PRICE_LIST`, `PORT_IN_USE`, `CANNOT_LISTEN`,
 * `SCENARIOS_INVALID` for a file of `scenarios`, `UNKNOWN_SCENARIO` for a name of `chaos`, and the
 * `DOCUMENT_...` codes for a file of `spec`
 * @example
 * const mock = await startMock({ pace: "instant", seed: 7 });
 * // point the client at mock.url
 * await mock.close();
 */
export async function startMock(options: MockOptions = {}, hooks: MockHooks = {}): Promise<Mock> {
  return (await startWatched(options, hooks)).mock;
}

/**
 * The same for whoever tells what happens and sums up at the end.
 *
 * @internal
 * @throws {KitError} as `startMock`
 */
export async function startWatched(options: MockOptions, hooks: MockHooks): Promise<WatchedMock> {
  checkOptions(options);
  const { host, port } = withDefaults(options);
  const where = { host: hostOf(host), port };
  const { listen } = await import("../adapters/http/mock-server.js");
  const composed = await composeMock(options, hooks);
  const {
    parts,
    open: _open,
    everyHabit,
    budget,
    found,
    reconfigure,
    recorded,
    settle,
    release,
    ...state
  } = composed;
  const server = await listen(parts, where).catch(async (error: unknown) => {
    await release();
    throw error;
  });
  const close = () => server.close().then(settle).finally(release);
  const mock = reachable({ ...state, port: server.port }, { url: server.url, close });
  return {
    ...{ mock, everyHabit, budget, found, reconfigure, recorded },
    journal: parts.control.journal,
    stopServing: () => server.close(),
    catchUp: async () => parts.transactions.run(() => undefined),
  };
}
