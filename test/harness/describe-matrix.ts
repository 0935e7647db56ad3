import { request as httpRequest, type IncomingMessage } from "node:http";
import { buffer } from "node:stream/consumers";
import { afterEach, describe } from "vitest";
import { composeMock } from "../../src/compose/compose-mock.js";
import { withOwnName, withoutSocket } from "../../src/compose/create-mock.js";
import { type Mock } from "../../src/compose/mock.js";
import type { MockOptions } from "../../src/options/mock-options.js";
import { assertDocumented } from "./documented-answers.js";
import { startMock, testState } from "./start-mock.js";

/** A request as a test writes it. */
export interface Call {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** An answer, however it travelled. */
export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  readonly text: string;
  /** The body parsed; throws when it is no JSON. Which shape to expect is the caller's to say. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- a cast per call would hide the test
  json<Body = TaskJson>(): Body;
}

/** A task as both operations answer it. */
export interface TaskJson {
  created: number;
  id: string;
  model: string;
  object: string;
  progress: number;
  results?: string[];
  status: string;
  task_info: { can_cancel: boolean; estimated_time: number };
  type: string;
  usage: { billing_rule: string; credits_reserved: number; user_group: string };
}

/** The vendor's envelope. */
export interface ErrorJson {
  error: { code: string; message: string; type: string; param?: string };
}

/** A mock that a test can reach. */
export interface ServedMock
  extends Pick<Mock, "clock" | "contract" | "journal" | "priceList" | "scenario" | "seed"> {
  /** Base of the links that it gives out when a request names no usable host. */
  readonly fallbackUrl: string;
  /** Failures inside the mock; none are expected. */
  readonly bugs: readonly unknown[];
  send(call: Call): Promise<Reply>;
  /** Submits a body as `Bearer key-a` with a JSON content type, unless `headers` say otherwise. */
  submit(body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  query(taskId: string, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  close(): Promise<void>;
}

export type Serve = (options?: MockOptions) => Promise<ServedMock>;

/** Instant at which the suites start their clocks: 2026-09-01T12:00:00.250Z. */
export const START = Date.UTC(2026, 8, 1, 12, 0, 0, 250);

/** A mock that stands still and is the same each time. */
export const STILL: MockOptions = { clock: "frozen", now: START, seed: 7 };

/** A mock without a socket keeps its state in memory alone. */
const transports: readonly (readonly [name: string, serve: Serve])[] = [
  ...(testState === "memory" ? [["without a socket", serveWithoutSocket] as const] : []),
  ["over a socket", serveOverSocket],
];

/**
 * Runs a suite twice: with the fetch of a mock without a socket, and with the global one over a socket. Each answer is held against the documents; mocks are closed after each test, and none may have
 * met a bug of its own.
 */
export function describeMatrix(name: string, suite: (serve: Serve, transport: string) => void): void {
  for (const [transport, start] of transports) {
    describe(`${name} (${transport})`, () => {
      const open: ServedMock[] = [];
      afterEach(async () => {
        const served = open.splice(0);
        await Promise.all(served.map((mock) => mock.close()));
        const bugs = served.flatMap((mock) => mock.bugs);
        if (bugs.length > 0) throw new Error("the mock met a bug of its own", { cause: bugs[0] });
      });
      suite(async (options) => {
        const mock = await start(options);
        open.push(mock);
        return mock;
      }, transport);
    });
  }
}

/** A mock whose server does not listen; its own fetch carries each request to it. */
export async function serveWithoutSocket(options: MockOptions = {}): Promise<ServedMock> {
  const bugs: unknown[] = [];
  // As createMock does, with an await for the documents of `spec`.
  const mock = withoutSocket(await composeMock(withOwnName(options), { onBug: (error) => bugs.push(error) }));
  return served(
    mock,
    mock.url,
    bugs,
    (call) => throughFetch(mock.url, call, mock.fetch),
    () => mock.close(),
  );
}

/** A mock on a free port of the loopback address; fetch carries each request to it. */
async function serveOverSocket(options: MockOptions = {}): Promise<ServedMock> {
  const bugs: unknown[] = [];
  const mock = await startMock(options, { onBug: (error) => bugs.push(error) });
  return served(
    mock,
    mock.url,
    bugs,
    (call) => throughFetch(mock.url, call),
    () => mock.close(),
  );
}

function served(
  mock: Pick<Mock, "clock" | "contract" | "journal" | "priceList" | "scenario" | "seed">,
  fallbackUrl: string,
  bugs: readonly unknown[],
  carry: (call: Call) => Promise<Reply>,
  close: () => Promise<void>,
): ServedMock {
  const send = async (call: Call): Promise<Reply> => {
    const reply = await carry(call);
    assertDocumented(call, reply);
    return reply;
  };
  return {
    clock: mock.clock,
    contract: mock.contract,
    journal: mock.journal,
    priceList: mock.priceList,
    scenario: mock.scenario,
    seed: mock.seed,
    fallbackUrl,
    bugs,
    send,
    submit: (body, headers) =>
      send({
        method: "POST",
        path: "/v1/videos/generations",
        headers: { authorization: "Bearer key-a", "content-type": "application/json", ...headers },
        body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
      }),
    query: (taskId, headers) =>
      send({ path: `/v1/tasks/${taskId}`, headers: { authorization: "Bearer key-a", ...headers } }),
    close,
  };
}

async function throughFetch(url: string, call: Call, carry?: typeof fetch): Promise<Reply> {
  const { method = "GET", path, headers = {}, body } = call;
  if (carry === undefined && headers["host"] !== undefined) return underAnotherName(url, call);
  const response = await (carry ?? fetch)(`${url}${path}`, {
    method,
    headers: { ...headers },
    redirect: "manual",
    ...(body === undefined ? {} : { body: Buffer.from(body) }),
  });
  return reply(
    response.status,
    Object.fromEntries(response.headers),
    Buffer.from(await response.arrayBuffer()),
  );
}

/** fetch sets `Host` itself; a client behind a proxy or a patched resolver names another. */
async function underAnotherName(
  url: string,
  { method = "GET", path, headers = {}, body }: Call,
): Promise<Reply> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(`${url}${path}`, { method, headers, agent: false }, resolve);
    request.on("error", reject);
    request.end(body);
  });
  return reply(response.statusCode ?? 0, response.headers as Record<string, string>, await buffer(response));
}

function reply(status: number, headers: Readonly<Record<string, string>>, body: unknown): Reply {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const text = bytes.toString("utf8");
  return { status, headers, bytes, text, json: () => JSON.parse(text) as never };
}
