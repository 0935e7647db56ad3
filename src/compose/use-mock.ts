import * as vitest from "vitest";
import { currentMock } from "../adapters/kit/current-mock.js";
import type { JournaledRequest } from "../adapters/kit/journal-queries.js";
import type { MockKit } from "../adapters/kit/mock-kit.js";
import { patchEnvironment } from "../adapters/kit/patch-environment.js";
import { findingLine } from "../contract/finding.js";
import { invalidOption, KitError } from "../errors/kit-error.js";
import { quoteForMessage } from "../errors/quote-for-message.js";
import type { MockOptions } from "../options/mock-options.js";
import { createMock, type SocketlessMock, type SocketlessOptions } from "./create-mock.js";
import type { Mock } from "./mock.js";
import { startMock } from "./start-mock.js";

/**
 * Gives each test of this block, or of the file, a mock of its own: started before the test, closed after its hooks.
 *
 * While a test runs `WAN_MOCK_URL`, `EVOLINK_BASE_URL`, `EVOLINK_API_BASE` and `EVOLINK_API_BASE_URL` are the mock's
 * URL, which takes paths with and without `/v1`, no proxy stands on the way to it, and `EVOLINK_API_KEY` and
 * `EVOLINK_API_TOKEN` are set unless they are keys that the mock accepts; then all are put back. When a test fails its
 * seed and the last requests are printed. Tests that run concurrently would share the environment and the handle, so
 * they are refused: there `await using mock = await startMock()` inside of the test does.
 *
 * @param options - as of `startMock`; with `socket: false` as of `createMock`, for clients that take a `fetch`
 * @throws {KitError} `INVALID_OPTION` inside of a test; what `startMock` throws fails the test
 * @returns a handle whose members are those of the mock of the running test. Reading one outside of a test throws a
 * `KitError` of code `OUTSIDE_OF_TEST`; a concurrent test fails with `CONCURRENT_TEST`
 * @example
 * const mock = useMock({ clock: "frozen" });
 * it("asks for ten seconds", async () => {
 *   await client.generate("Rain"); // reads EVOLINK_BASE_URL
 *   expect(mock).toHaveSubmitted({ duration: 10 });
 * });
 */
export function useMock(options: SocketlessOptions & { readonly socket: false }): SocketlessMock;
export function useMock(options?: MockOptions & { readonly socket?: true }): Mock;
export function useMock({
  socket = true,
  ...options
}: MockOptions & { readonly socket?: boolean } = {}): Mock | SocketlessMock {
  if (typeof socket !== "boolean") {
    throw invalidOption(`socket of useMock is true or false, got ${quoteForMessage(socket)}`);
  }
  if (isInsideOfTest()) {
    throw invalidOption(
      "useMock prepares the tests of a block, so it is called in describe or at the top of the file; inside of a test use `await using mock = await startMock()`",
    );
  }
  const current = currentMock<Mock | SocketlessMock>();
  vitest.beforeEach(async ({ task, onTestFinished, onTestFailed }) => {
    if (task.concurrent === true) {
      throw new KitError(
        "CONCURRENT_TEST",
        "useMock serves one test at a time, as the environment is the process's own, but this one runs concurrently: start a mock inside of it with `await using mock = await startMock()`, or make it sequential",
      );
    }
    const hooks = { takesBareBase: true };
    const mock = socket ? await startMock(options, hooks) : createMock(options, hooks);
    const restore = patchEnvironment({ url: mock.url, keys: options.keys });
    current.set(mock);
    onTestFailed(() => {
      console.error(failureReport(mock));
    });
    // Not afterEach: hooks of the test still look at the mock, whatever order they run in.
    onTestFinished(async () => {
      current.set(undefined);
      restore();
      await mock.close();
    });
  });
  return current.handle;
}

/**
 * Without isolation the state of `expect` keeps the last test of another file, so newer versions of vitest (4.1) are asked
 * for the test itself.
 */
function isInsideOfTest(): boolean {
  const { TestRunner, expect } = vitest as Omit<typeof vitest, "TestRunner"> & {
    TestRunner?: { getCurrentTest?(): unknown };
  };
  return TestRunner?.getCurrentTest === undefined
    ? expect.getState().currentTestName !== undefined
    : TestRunner.getCurrentTest() !== undefined;
}

/** Requests that a report shows. */
const MOST_LISTED = 5;

/** Help with a test that failed: how to reproduce it, and the last requests to the mock. */
function failureReport(mock: Pick<MockKit, "journal"> & { readonly seed: number }): string {
  const requests = mock.journal.requests();
  const lines = requests.slice(-MOST_LISTED).map(requestLines);
  const heading = requests.length === 0 ? "It was sent no request." : "Its last requests:";
  return [
    `wan-mock ran with seed ${mock.seed}; useMock({ seed: ${mock.seed} }) gives the same ids and chances again. ${heading}`,
    ...lines,
  ].join("\n");
}

function requestLines({ method, path, status, scenario, findings }: JournaledRequest): string {
  const by = scenario === undefined ? "" : ` (${scenario})`;
  const under = findings.map((finding) => `\n    ${findingLine(finding)}`);
  return `  ${method} ${path} ${status === 0 ? "no answer" : status}${by}${under.join("")}`;
}
