import { type CaseResult, expectationOf } from "../../src/cli/commands/verify/run-cases.js";
import { type VerifyFlags, verifyService } from "../../src/cli/commands/verify/run-verify.js";
import type { VerifyRun } from "../../src/cli/commands/verify/verify-report.js";
import { createMock, type SocketlessOptions } from "../../src/compose/create-mock.js";
import { STILL } from "./describe-matrix.js";

/** A request on its way to the mock. */
export interface Sent {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Passes a request on, or answers in the mock's place. */
export type Spoil = (sent: Sent, forward: (sent: Sent) => Promise<Response>) => Promise<Response>;

/** Where the mock pretends to listen; nothing does. */
const BASE = "http://127.0.0.1:2727";

const asItIs: Spoil = (sent, forward) => forward(sent);

/** Verifies a mock without a socket whose clock stands still and moves with every wait, spoilt on the way. */
export async function verifyMock({
  options = {},
  flags = {},
  spoil = asItIs,
}: {
  options?: SocketlessOptions;
  flags?: Partial<VerifyFlags>;
  spoil?: Spoil;
} = {}): Promise<VerifyRun> {
  const mock = createMock({ ...STILL, publicUrl: BASE, ...options });
  const forward = ({ method, path, headers, body }: Sent) =>
    mock.fetch(path, { method, headers, ...(body === undefined ? {} : { body }) });
  try {
    return await verifyService(
      BASE,
      { timeout: "60s", ...flags },
      {
        fetch: async (input, init) => spoil(sentOf(input, init), forward),
        wait: async (milliseconds) => {
          await mock.clock.advance(Math.round(milliseconds));
        },
        now: () => mock.clock.now(),
        requestTime: 10_000,
        tell: () => undefined,
      },
    );
  } finally {
    await mock.close();
  }
}

/** A call of fetch as a test reads it. */
export function sentOf(input: string | URL | Request, init: RequestInit = {}): Sent {
  const url = new URL(input instanceof Request ? input.url : input);
  return {
    method: init.method ?? "GET",
    path: `${url.pathname}${url.search}`,
    headers: Object.fromEntries(new Headers(init.headers)),
    body: typeof init.body === "string" ? init.body : undefined,
  };
}

/** Names of the cases that ended so, in order. */
export function namesOf({ results }: VerifyRun, outcome: "agree" | "disagree" | "skip"): string[] {
  return results.filter(({ judgement }) => judgement.outcome === outcome).map(({ tested }) => tested.name);
}

/** What is told of a case: what was expected, and what came or why it was not asked. */
export function toldOf({ results }: VerifyRun, name: string): readonly [expected: string, told: string] {
  const result: CaseResult | undefined = results.find(({ tested }) => tested.name === name);
  if (result === undefined) throw new Error(`there is no case ${name}`);
  const { judgement } = result;
  const told =
    judgement.outcome === "disagree"
      ? judgement.got
      : judgement.outcome === "skip"
        ? judgement.why
        : "agrees";
  return [expectationOf(result.tested), told];
}
