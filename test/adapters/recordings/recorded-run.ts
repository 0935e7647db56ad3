import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createMock, type SocketlessMock, type SocketlessOptions } from "../../../src/compose/create-mock.js";
import { START } from "../../harness/describe-matrix.js";
import { bodies } from "../../harness/sample-bodies.js";

/** The key of the client, in a form that no pattern knows. */
export const KEY = "team-a-0123456789";

/** A mock whose clock stands still. */
export function stillMock(options: SocketlessOptions = {}): SocketlessMock {
  return createMock({ clock: "frozen", now: START, ...options });
}

/** An answer as a client reads it, without the id of the task and the link that holds it. */
interface Seen {
  readonly status: number;
  readonly task?: { readonly status: string; readonly progress: number; readonly credits: number };
  readonly error?: unknown;
}

interface Answer {
  readonly id?: string;
  readonly status?: string;
  readonly progress?: number;
  readonly usage?: { readonly credits_reserved: number };
  readonly error?: unknown;
}

/** What a client lived through. */
export interface ClientRun {
  readonly seen: readonly Seen[];
  /** Scenarios that the submits were answered by. */
  readonly scenarios: readonly (string | null)[];
  /** Statuses of callbacks received, by attempt. */
  readonly callbacks: readonly unknown[];
  readonly spent: number;
}

/** Submits to a mock as a client does. */
export async function post(
  mock: Pick<SocketlessMock, "fetch">,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly response: Response; readonly answer: Answer }> {
  const response = await mock.fetch("/v1/videos/generations", {
    method: "POST",
    headers: { authorization: `Bearer ${KEY}`, "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
  return { response, answer: (await response.json()) as Answer };
}

/** Queries a task as a client does. */
export async function get(
  mock: Pick<SocketlessMock, "fetch">,
  id: string | undefined,
): Promise<{ readonly response: Response; readonly answer: Answer }> {
  const headers = { authorization: `Bearer ${KEY}` };
  const response = await mock.fetch(`/v1/tasks/${id}`, { headers });
  return { response, answer: (await response.json()) as Answer };
}

function seenIn({ response, answer }: { response: Response; answer: Answer }): Seen {
  const { status, progress, usage, error } = answer;
  return {
    status: response.status,
    ...(status === undefined || progress === undefined
      ? {}
      : { task: { status, progress, credits: usage?.credits_reserved ?? 0 } }),
    ...(error === undefined ? {} : { error }),
  };
}

/**
 * A client of four models: one task is called back, at the second attempt, one fails, and a fifth submit is refused.
 *
 * @param isForced - whether the failure is asked for; a replay has it from the recording
 */
export async function runClient(mock: SocketlessMock, isForced: boolean): Promise<ClientRun> {
  const receiver = await mock.receiver();
  receiver.answer(({ attempt }) => (attempt < 2 ? 500 : 200));
  const fail = isForced ? { "x-wan-mock-scenario": "generation-timeout" } : undefined;
  const submits = [
    await post(mock, { ...bodies.text, callback_url: `${receiver.url}?token=callback-secret` }),
    await post(mock, {
      ...bodies.image,
      image_start: "https://user:word@cdn.example.com/kite.png?X-Amz-Signature=signed-secret#part",
    }),
    await post(mock, bodies.reference, fail),
    await post(mock, { ...bodies.edit, prompt: `Make it snow\n  on ${KEY}, sk-live-0123456789abc` }),
    await post(mock, { ...bodies.text, duration: 99 }),
  ];
  const seen = submits.map(seenIn);
  for (const step of ["1s", "1500ms", "500ms", "2s"]) {
    await mock.clock.advance(step);
    for (const { answer } of submits)
      if (answer.id !== undefined) seen.push(seenIn(await get(mock, answer.id)));
  }
  const [first] = submits;
  const [delivery] = mock.callbacks.deliveries(first?.answer.id);
  return {
    seen,
    scenarios: submits.map(({ response }) => response.headers.get("x-wan-mock-scenario")),
    callbacks: delivery?.attempts.map(({ status }) => status) ?? [],
    spent: mock.spent.credits,
  };
}

/** The files of a folder by name. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
