// What moving time costs with many tasks: run with `npx tsx --expose-gc bench/time.ts`.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { composeMock } from "../src/compose/compose-mock.js";
import type { SubmitRequest } from "../src/engine/submit-request.js";
import type { MockOptions } from "../src/options/mock-options.js";

const MB = 1_048_576;
const { gc } = globalThis as { gc?: () => void };

function heapUsed(): number {
  gc?.();
  return process.memoryUsage().heapUsed;
}

function tell(name: string, value: string): void {
  process.stdout.write(`${name.padEnd(58)} ${value}\n`);
}

const request = (body: object): SubmitRequest => ({
  authorization: "Bearer bench",
  contentType: "application/json",
  body: JSON.stringify(body),
  linkBase: "http://127.0.0.1:2727",
  scenario: undefined,
});
const plain = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog, waves, slow dolly shot" };

async function mockWith(options: MockOptions, tasks: number, body: object) {
  const mock = await composeMock({ clock: "frozen", seed: 7, now: "2027-01-01T00:00:00Z", ...options });
  const { engine } = mock.parts;
  for (let made = 0; made < tasks; made++) {
    const { status } = await engine.submit(request(body));
    if (status !== 200) throw new Error(`submit ${made} was answered ${status}`);
    // Stays a program that others can talk to.
    if (made % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  return mock;
}

async function timed(act: () => Promise<unknown>): Promise<string> {
  const started = performance.now();
  await act();
  return `${((performance.now() - started) / 1000).toFixed(2)} s`;
}

async function callbacks(count: number): Promise<void> {
  const seen = new Map<string, number>();
  const receiver = createServer((incoming, response) => {
    let text = "";
    incoming.on("data", (part: Buffer) => (text += part.toString()));
    incoming.on("end", () => {
      const { id } = JSON.parse(text) as { id: string };
      seen.set(id, (seen.get(id) ?? 0) + 1);
      response.end();
    });
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const { port } = receiver.address() as AddressInfo;
  const forwardTo = `http://127.0.0.1:${port}`;
  const mock = await mockWith({ forwardTo }, count, {
    ...plain,
    callback_url: "https://hooks.example.com/x",
  });
  const took = await timed(() => mock.clock.advance("10m"));
  const once_ = [...seen.values()].filter((times) => times === 1).length;
  tell(`${count} callbacks under one advance("10m")`, `${took}, ${once_} of ${seen.size} exactly once`);
  tell(
    "  resident memory at the end, receiver included",
    `${(process.memoryUsage().rss / MB).toFixed(0)} MB`,
  );
  await mock.release();
  receiver.closeAllConnections();
  receiver.close();
}

async function settling(count: number): Promise<void> {
  const mock = await mockWith({ pace: "1h" }, count, plain);
  tell(`${count} pending tasks settle under one advance`, await timed(() => mock.clock.advance("2h")));
  await mock.release();
}

async function terminal(count: number, body: object, what: string): Promise<void> {
  const before = heapUsed();
  const mock = await mockWith({}, count, body);
  await mock.clock.advance("10m");
  const each = (heapUsed() - before) / count;
  tell(`24 h over ${count} terminal tasks${what}`, await timed(() => mock.clock.advance("24h")));
  tell(
    "  memory per terminal task",
    gc === undefined ? "unknown: start node with --expose-gc" : `${each.toFixed(0)} bytes`,
  );
  await mock.release();
}

await callbacks(10_000);
await settling(100_000);
const many = Number(process.argv[2] ?? 1_000_000);
await terminal(many, plain, "");
await terminal(many, { ...plain, callback_url: "https://hooks.example.com/x" }, ", each with a callback");
