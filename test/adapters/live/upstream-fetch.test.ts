import { expect, onTestFinished, test } from "vitest";
import { TaskQuery, type TaskQueryOptions } from "../../../src/adapters/live/task-query.js";
import { upstreamFetch } from "../../../src/adapters/live/upstream-fetch.js";
import { readServiceUrl, type ServiceUrl } from "../../../src/hosts/service-url.js";
import { startReceiver } from "../../harness/receiver.js";

const TASK = "task-unified-1-abcdefgh";

/** Asks a service for a task, over a connection as the proxy makes it. */
async function ask(answer: Parameters<typeof startReceiver>[0], further: Partial<TaskQueryOptions> = {}) {
  const service = await startReceiver(answer);
  onTestFinished(() => service.close());
  const base = `${service.url}/prefix`;
  const fetch = upstreamFetch(readServiceUrl(base) as ServiceUrl, 60_000);
  const query = new TaskQuery({ base, key: "the-key", fetch, clock: { now: () => 0 }, ...further });
  return { shown: await query.ask(TASK, new AbortController().signal), service };
}

test("the task arrives as the service wrote it", async () => {
  const body = `{ "id": "${TASK}", "status": "completed" }`;
  const { shown, service } = await ask((response) => response.end(body));
  expect(shown).toEqual({ kind: "shown", status: "completed", body });
  expect(service.received).toMatchObject([{ path: `/prefix/v1/tasks/${TASK}` }]);
});

test("a redirect is not followed", async () => {
  const { shown } = await ask((response) => response.writeHead(301, { location: "/elsewhere" }).end());
  expect(shown).toEqual({ kind: "refused", why: "it answered 301 to /elsewhere", httpStatus: 301 });
});

test("an answer without a body is trouble, with the wait that it asks for", async () => {
  const { shown } = await ask((response) => response.writeHead(204, { "retry-after": "9" }).end());
  expect(shown).toEqual({ kind: "trouble", why: "it answered 204 without a body", retryAfterMs: 9000 });
});

test.each<[what: string, answer: (response: Parameters<Parameters<typeof startReceiver>[0]>[0]) => void]>([
  ["before its head", () => undefined],
  ["in its body", (response) => response.writeHead(200).write("{")],
])("an answer that stops %s is not waited for", async (_what, answer) => {
  const late = new AbortController();
  const { shown } = await ask(
    (response) => {
      answer(response);
      setImmediate(() => late.abort());
    },
    { deadline: () => late.signal },
  );
  expect(shown).toEqual({ kind: "trouble", why: "it did not answer within 10 s" });
});
