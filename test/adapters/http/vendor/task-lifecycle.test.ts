import { expect, it } from "vitest";
import {
  describeMatrix,
  type ErrorJson,
  type ServedMock,
  START,
  STILL,
  type TaskJson,
} from "../../../harness/describe-matrix.js";
import { bodies, plainBody } from "../../../harness/sample-bodies.js";

/** Status, progress and seconds left, as a line of the tables below. */
function seen({ status, progress, task_info }: TaskJson): string {
  return `${status} ${progress} ${task_info.estimated_time}`;
}

async function linkOf(mock: ServedMock, id: string): Promise<string[] | undefined> {
  return (await mock.query(id)).json().results;
}

/** What must hold of any answer to a query, whatever the pace. */
function expectConsistent(task: TaskJson): void {
  const done = task.status === "completed";
  expect(task.results !== undefined, "results exactly when completed").toBe(done);
  expect(task.progress === 100, "100 exactly when completed").toBe(done);
  expect(task.task_info.can_cancel, "can_cancel until terminal").toBe(!done);
  expect(task).not.toHaveProperty("error");
}

const timelines = [
  {
    pace: "quick",
    submitted: "pending 0 3",
    timeline: [
      ["0ms", "pending 0 3"],
      ["499ms", "pending 0 3"],
      ["1ms", "processing 1 3"],
      ["1250ms", "processing 50 2"],
      ["1249ms", "processing 99 1"],
      ["1ms", "completed 100 0"],
      ["30d", "completed 100 0"],
    ],
  },
  {
    pace: "60s",
    submitted: "pending 0 60",
    timeline: [
      ["9s", "pending 0 51"],
      ["1s", "processing 1 50"],
      ["25s", "processing 50 25"],
      ["24s", "processing 98 1"],
      ["1s", "completed 100 0"],
    ],
  },
  { pace: "instant", submitted: "pending 0 0", timeline: [["0ms", "completed 100 0"]] },
  {
    pace: "manual",
    submitted: "pending 0 120",
    timeline: [
      ["0ms", "pending 0 120"],
      ["7d", "pending 0 120"],
    ],
  },
] as const;

describeMatrix("task lifecycle", (serve) => {
  for (const { pace, submitted, timeline } of timelines) {
    it(`moves a task at pace ${pace} as the clock goes`, async () => {
      const mock = await serve({ ...STILL, pace });
      const accepted = (await mock.submit(plainBody)).json();
      expect(seen(accepted)).toBe(submitted);
      let before = 0;
      for (const [step, line] of timeline) {
        await mock.clock.advance(step);
        const task = (await mock.query(accepted.id)).json();
        expect(seen(task), `after ${step} more`).toBe(line);
        expectConsistent(task);
        expect(task.progress).toBeGreaterThanOrEqual(before);
        before = task.progress;
        expect(task).toMatchObject({ id: accepted.id, created: accepted.created, usage: accepted.usage });
      }
    });
  }

  for (const { count, lines } of [
    { count: 1, lines: ["completed 100 0", "completed 100 0"] },
    { count: 2, lines: ["processing 50 60", "completed 100 0"] },
    { count: 4, lines: ["pending 0 120", "processing 50 60", "processing 75 30", "completed 100 0"] },
  ]) {
    it(`finishes a task at pace polls:${count} by query ${count}, whatever the time`, async () => {
      const mock = await serve({ ...STILL, pace: `polls:${count}` });
      const { id } = (await mock.submit(plainBody)).json();
      await mock.clock.advance("2d");
      for (const line of lines) {
        const task = (await mock.query(id)).json();
        expect(seen(task)).toBe(line);
        expectConsistent(task);
      }
    });
  }

  it("counts only the owner's queries at pace polls:N", async () => {
    const mock = await serve({ ...STILL, pace: "polls:2" });
    const { id } = (await mock.submit(plainBody)).json();
    for (let count = 0; count < 3; count++) {
      expect((await mock.query(id, { authorization: "Bearer other" })).status).toBe(403);
      expect((await mock.query(id, { authorization: "" })).status).toBe(401);
    }
    expect(seen((await mock.query(id)).json())).toBe("processing 50 60");
  });

  it("takes about two minutes for five seconds at pace realistic and longer for more", async () => {
    const mock = await serve({ ...STILL, pace: "realistic" });
    const estimate = async (body: object) => (await mock.submit(body)).json().task_info.estimated_time;
    const plain = await estimate({ ...plainBody, duration: 5 });
    expect(plain).toBeGreaterThanOrEqual(102);
    expect(plain).toBeLessThanOrEqual(138);
    const longest = await estimate({ ...plainBody, duration: 15, quality: "1080p" });
    expect(longest).toBeGreaterThanOrEqual(306);
    expect(longest).toBeLessThanOrEqual(414);
  });

  it("never takes progress back and counts down to the end at pace realistic", async () => {
    const mock = await serve({ ...STILL, pace: "realistic" });
    const { id } = (await mock.submit(bodies.reference)).json();
    const statuses: string[] = [];
    let [progress, left] = [0, Number.POSITIVE_INFINITY];
    for (let step = 0; step < 40; step++) {
      const task = (await mock.query(id)).json();
      expectConsistent(task);
      expect(task.progress).toBeGreaterThanOrEqual(progress);
      expect(task.task_info.estimated_time).toBeLessThanOrEqual(left);
      progress = task.progress;
      left = task.task_info.estimated_time;
      if (statuses.at(-1) !== task.status) statuses.push(task.status);
      await mock.clock.advance("5s");
    }
    expect(statuses).toEqual(["pending", "processing", "completed"]);
    expect(left).toBe(0);
  });

  it("lists one link under the address that submitted the task", async () => {
    const mock = await serve({ ...STILL, pace: "instant" });
    const { id } = (await mock.submit(plainBody, { host: "mock.internal.example:8080" })).json();
    expect(await linkOf(mock, id)).toEqual([`http://mock.internal.example:8080/files/${id}.mp4`]);
  });

  it("falls back to the bound address when the submit names the paid service or no usable host", async () => {
    const mock = await serve({ ...STILL, pace: "instant" });
    for (const host of ["api.evolink.ai", "API.EVOLINK.AI:443", "evolink.ai", "a b", "x/y", "user@host"]) {
      const { id } = (await mock.submit(plainBody, { host })).json();
      expect(await linkOf(mock, id), host).toEqual([`${mock.fallbackUrl}/files/${id}.mp4`]);
    }
    const { id } = (await mock.submit(plainBody, { host: "notevolink.ai" })).json();
    expect(await linkOf(mock, id)).toEqual([`http://notevolink.ai/files/${id}.mp4`]);
  });

  it("gives links the public URL it was told", async () => {
    const mock = await serve({ ...STILL, pace: "instant", publicUrl: "https://mock.example.com/wan/" });
    const { id } = (await mock.submit(plainBody, { host: "127.0.0.1:1" })).json();
    expect(await linkOf(mock, id)).toEqual([`https://mock.example.com/wan/files/${id}.mp4`]);
  });

  it("starts its clock where it was told", async () => {
    const mock = await serve({ clock: "frozen", now: "2027-01-01T00:00:00Z" });
    expect((await mock.submit(plainBody)).json().created).toBe(Date.UTC(2027, 0, 1) / 1000);
  });

  it("refuses a query as the task page words it", async () => {
    const mock = await serve({ ...STILL, keys: ["key-a", "key-b"] });
    const { id } = (await mock.submit(plainBody)).json();
    const refusals = [
      {
        id: "unified-1",
        key: "key-a",
        status: 400,
        error: {
          code: "invalid_task_id",
          message: "Invalid task ID format, must start with 'task-unified-'",
          type: "invalid_request_error",
          param: "task_id",
        },
      },
      {
        id,
        key: "stranger",
        status: 401,
        error: { code: "unauthorized", message: "Authentication required", type: "authentication_error" },
      },
      {
        id,
        key: "key-b",
        status: 403,
        error: {
          code: "permission_denied",
          message: "You don't have permission to access this task",
          type: "invalid_request_error",
        },
      },
      {
        id: `task-unified-${Math.floor(START / 1000)}-00000000`,
        key: "key-a",
        status: 404,
        error: {
          code: "task_not_found",
          message: "The requested task could not be found",
          type: "invalid_request_error",
        },
      },
    ];
    for (const { id: asked, key, status, error } of refusals) {
      const reply = await mock.query(asked, { authorization: `Bearer ${key}` });
      expect(reply.status).toBe(status);
      expect(reply.json<ErrorJson>()).toStrictEqual({ error });
    }
  });

  it("checks the key of a query before the id", async () => {
    const mock = await serve(STILL);
    expect((await mock.query("nonsense", { authorization: "" })).status).toBe(401);
    expect((await mock.query("nonsense", { authorization: "Basic a2V5LWE6" })).status).toBe(401);
  });

  it("refuses ids that only look like members of an object", async () => {
    const mock = await serve(STILL);
    for (const id of ["__proto__", "constructor", "toString"])
      expect((await mock.query(id)).status, id).toBe(400);
    for (const id of ["task-unified-__proto__", "task-unified-", `task-unified-${"9".repeat(5000)}`]) {
      expect((await mock.query(id)).status).toBe(404);
    }
    expect((await mock.query("%zz")).status).toBe(400);
  });
});
