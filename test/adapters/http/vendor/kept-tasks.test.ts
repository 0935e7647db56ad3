import { describe, expect, it } from "vitest";
import {
  describeMatrix,
  type ErrorJson,
  type ServedMock,
  STILL,
  type TaskJson,
} from "../../../harness/describe-matrix.js";
import { startReceiver, status } from "../../../harness/receiver.js";
import { plainBody } from "../../../harness/sample-bodies.js";
import { startMock } from "../../../harness/start-mock.js";

interface TaskBounds {
  most: number;
  most_bytes: number;
  kept: number;
  bytes: number;
  gone: number;
}

const bounds = async (mock: ServedMock): Promise<TaskBounds> =>
  (await mock.send({ path: "/_mock/health" })).json<{ tasks: TaskBounds }>().tasks;

const submitted = async (mock: ServedMock, body: object = plainBody): Promise<string> =>
  (await mock.submit(body)).json().id;

const statuses = async (mock: ServedMock, ids: readonly string[]): Promise<number[]> => {
  const replies = await Promise.all(ids.map((id) => mock.query(id)));
  return replies.map((reply) => reply.status);
};

describeMatrix("tasks beyond the number kept", (serve) => {
  it("make room, the oldest settled ones first, and a query for one says why it is gone", async () => {
    const mock = await serve({ ...STILL, tasks: 3 });
    const ids: string[] = [];
    for (let count = 0; count < 5; count++) {
      ids.push(await submitted(mock));
      await mock.clock.advance("10s");
    }
    expect(await statuses(mock, ids)).toEqual([404, 404, 200, 200, 200]);
    expect(await bounds(mock)).toMatchObject({ most: 3, kept: 3, gone: 2 });
    const [first = ""] = ids;
    const reply = await mock.query(first);
    expect(reply.json<ErrorJson>().error.code).toBe("task_not_found");
    expect(reply.headers["x-wan-mock-findings"]).toBe("task-made-room");
    const entry = await mock.send({ path: reply.headers["x-wan-mock-journal"] ?? "" });
    expect(entry.text).toContain(
      `task ${first} had ended and made room for newer ones: 3 tasks are kept (--tasks keeps more)`,
    );
    const file = await mock.send({ path: `/files/${first}.mp4` });
    expect([file.status, file.headers["x-wan-mock-findings"]]).toEqual([404, "task-made-room"]);
    const never = await mock.query("task-unified-1798804800-neverwas");
    expect([never.status, never.headers["x-wan-mock-findings"]]).toEqual([404, undefined]);
  });

  it("never take a live one along: the store grows, and submits are accepted", async () => {
    const mock = await serve({ ...STILL, pace: "manual", tasks: 1 });
    const ids = [await submitted(mock), await submitted(mock), await submitted(mock)];
    expect(await statuses(mock, ids)).toEqual([200, 200, 200]);
    expect(await bounds(mock)).toMatchObject({ most: 1, kept: 3, gone: 0 });
    await mock.send({ method: "POST", path: `/_mock/tasks/${ids[1] ?? ""}/complete` });
    await mock.send({
      method: "POST",
      path: `/_mock/tasks/${ids[0] ?? ""}/fail`,
      body: '{"code":"unknown_error"}',
    });
    // What ended first goes first, and only as many as there are too many.
    ids.push(await submitted(mock));
    expect(await statuses(mock, ids)).toEqual([404, 404, 200, 200]);
  });

  it("forget who went with a reset, and give a replayed key its reply all the same", async () => {
    const mock = await serve({ ...STILL, tasks: 1 });
    const key = { "idempotency-key": "order-0123456789abcdef" };
    const first = (await mock.submit(plainBody, key)).json();
    await mock.clock.advance("10s");
    await submitted(mock);
    const again = await mock.submit(plainBody, key);
    expect([again.headers["idempotency-replayed"], again.json().id]).toEqual(["true", first.id]);
    expect(await statuses(mock, [first.id])).toEqual([404]);
    await mock.send({ method: "POST", path: "/_mock/reset" });
    expect(await bounds(mock)).toMatchObject({ kept: 0, bytes: 0, gone: 0 });
    expect((await mock.query(first.id)).headers["x-wan-mock-findings"]).toBeUndefined();
  });
});

it("a task stays while its callback is not answered", async () => {
  let failing = true;
  const receiver = await startReceiver((response) => status(failing ? 500 : 200)(response));
  const mock = await startMock({ ...STILL, tasks: 1, forwardTo: receiver.url });
  const submit = async () => {
    const response = await fetch(`${mock.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: JSON.stringify({ ...plainBody, callback_url: "https://hooks.example.com/x" }),
    });
    return ((await response.json()) as TaskJson).id;
  };
  try {
    const first = await submit();
    await mock.clock.advance("3s");
    failing = false;
    const second = await submit();
    expect(await mock.tasks.get(first)).toMatchObject({ status: "completed" });
    await mock.clock.advance("5s");
    await submit();
    expect([await mock.tasks.get(first), await mock.tasks.get(second)]).toEqual([undefined, undefined]);
  } finally {
    await mock.close();
    await receiver.close();
  }
});

describe("huge bodies", () => {
  const serving = async (act: (mock: Awaited<ReturnType<typeof startMock>>) => Promise<void>) => {
    const mock = await startMock({ ...STILL, pace: "manual" });
    try {
      await act(mock);
    } finally {
      await mock.close();
    }
  };
  const submit = (url: string, body: object) =>
    fetch(`${url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const json = async <Body>(response: Response | Promise<Response>) =>
    (await (await response).json()) as Body;

  it("are accepted, kept cut, and shown as cut", () =>
    serving(async (mock) => {
      const { id } = await json<TaskJson>(submit(mock.url, { ...plainBody, prompt: "p".repeat(3_000_000) }));
      const task = await json<{ request: { prompt: string }; effective: object }>(
        fetch(`${mock.url}/_mock/tasks/${id}`),
      );
      expect(task.request.prompt).toMatch(/^p{5000}\.\.\. \[2995000 more characters not kept\]$/);
      expect(task.effective).toMatchObject({ cut: [{ param: "prompt", keptCharacters: 5000 }] });
      expect(mock.journal.requests({ task: id })[0]?.body?.prompt).toBe(task.request.prompt);
    }));

  it("fill no page of a list beyond 8 MB, and the next page goes on", () =>
    serving(async (mock) => {
      const ids: string[] = [];
      for (let count = 0; count < 150; count++) {
        const body = { ...plainBody, extra: Array.from({ length: 10 }, () => "x".repeat(6000)) };
        ids.push((await json<TaskJson>(submit(mock.url, body))).id);
      }
      const seen: string[] = [];
      let pages = 0;
      for (let after: string | null = ""; after !== null; pages++) {
        const query = after === "" ? "" : `&after=${after}`;
        const response = await fetch(`${mock.url}/_mock/tasks?limit=1000${query}`);
        const text = await response.text();
        expect(text.length).toBeLessThan(9_000_000);
        const page = JSON.parse(text) as { items: { id: string }[]; next: string | null };
        seen.push(...page.items.map((item) => item.id));
        after = page.next;
      }
      expect(seen).toEqual(ids);
      expect(pages).toBeGreaterThan(1);
    }));
});
