import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMock, type SocketlessMock } from "../../../src/compose/create-mock.js";
import { startMock } from "../../harness/start-mock.js";
import "../../../src/vitest.js";

const body = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" };

let mock: SocketlessMock;
beforeEach(() => {
  mock = createMock({ clock: "frozen", seed: 7, now: "2027-01-01T12:00:00Z" });
});
afterEach(() => mock.close());

/** What an assertion says when it fails. */
function said(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return stripVTControlCharacters((error as Error).message);
  }
  throw new Error("the assertion held");
}

async function submit(key = "key-a", more: object = {}): Promise<string> {
  const answer = await mock.fetch("/v1/videos/generations", {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ ...body, ...more }),
  });
  return ((await answer.json()) as { id: string }).id;
}

/** Is shown a completed task, asks three times more, and fetches nothing. */
async function careless(): Promise<string> {
  const id = await submit();
  await mock.clock.advance("5s");
  for (let query = 0; query < 4; query++)
    await mock.fetch(`/v1/tasks/${id}`, { headers: { authorization: "Bearer key-a" } });
  return id;
}

describe("mock.habits", () => {
  it("tells what a client did, with evidence of the journal", async () => {
    const id = await careless();
    expect(mock.habits()).toEqual([
      {
        habit: "never-fetches-result",
        severity: "warn",
        message: `${id} has completed, the client was told, and its result was never downloaded; download it at once, the link lives for 24 hours`,
        at: mock.clock.now(),
        key: expect.stringMatching(/^key_[0-9a-f]{8}$/) as string,
        model: body.model,
        task: id,
        evidence: [3, 6],
      },
      {
        habit: "polls-after-end",
        severity: "warn",
        message: `${id} was asked for 3 times more after the client was told that it is completed; stop at "completed" and at "failed"`,
        at: mock.clock.now(),
        key: expect.stringMatching(/^key_[0-9a-f]{8}$/) as string,
        model: body.model,
        task: id,
        evidence: [6, 9],
      },
    ]);
    expect(mock.journal.entries()[5]).toMatchObject({ kind: "request", route: "query", shown: "completed" });
  });

  it("filters by habit, key and task", async () => {
    const id = await careless();
    await submit("key-b", { colour: "red" });
    const ids = (filter: Parameters<typeof mock.habits>[0]) => mock.habits(filter).map(({ habit }) => habit);
    expect(ids({ habit: "polls-after-end" })).toEqual(["polls-after-end"]);
    expect(ids({ key: "key-b" })).toEqual(["sends-unknown-parameters"]);
    expect(ids({ task: id })).toEqual(["never-fetches-result", "polls-after-end"]);
    expect(ids({ task: id, key: "key-b" })).toEqual([]);
    expect(() => mock.habits({ habit: "poll-after-end" as never })).toThrow(
      'there is no habit "poll-after-end": did you mean polls-after-end?',
    );
    expect(() => mock.habits({ habits: "x" } as never)).toThrow("habits");
  });

  it("is the same on a socket, and after the mock is closed", async () => {
    const other = await startMock({ clock: "frozen", seed: 7 });
    await fetch(`${other.url}/v1/videos/generations`, {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: JSON.stringify({ ...body, colour: "red" }),
    });
    await other.close();
    expect(other.habits().map(({ habit }) => habit)).toEqual(["sends-unknown-parameters"]);
  });

  it("starts anew with a reset, and keeps what was found when only tasks go", async () => {
    await careless();
    await mock.reset("tasks");
    expect(mock.habits().map(({ habit }) => habit)).toEqual(["never-fetches-result", "polls-after-end"]);
    await mock.reset();
    expect(mock.habits()).toEqual([]);
  });

  it("writes a habit into the journal when it first shows, and into the metrics", async () => {
    await careless();
    const entries = mock.journal.entries();
    expect(entries.map(({ kind }) => kind).slice(-2)).toEqual(["request", "habit"]);
    expect(entries.at(-1)).toMatchObject({
      kind: "habit",
      habit: "polls-after-end",
      severity: "warn",
      evidence: [6, 9],
    });
    expect(await mock.waitFor({ kind: "habit" })).toMatchObject({ habit: "polls-after-end" });
    const metrics = await (await mock.fetch("/_mock/metrics")).text();
    expect(metrics).toContain('wan_mock_habits_total{habit="polls-after-end",severity="warn"} 1\n');
    const listed = await (await mock.fetch("/_mock/journal?kind=habit")).json();
    expect(listed).toMatchObject({ items: [{ kind: "habit", sequence: 10 }], next: null });
  });
});

describe("toHaveGoodHabits", () => {
  it("holds for a client without findings, or with those that are put up with", async () => {
    expect(mock).toHaveGoodHabits();
    await careless();
    expect(mock).not.toHaveGoodHabits();
    expect(mock).not.toHaveGoodHabits({ except: ["polls-after-end"] });
    expect(mock).toHaveGoodHabits({ except: ["polls-after-end", "never-fetches-result"] });
  });

  it("lists what was found, with evidence", async () => {
    await careless();
    expect(said(() => expect(mock).toHaveGoodHabits())).toMatchInlineSnapshot(`
      "expected the client to have good habits, but there are 2 findings:
        never-fetches-result (warning): task-unified-1798804800-2tye5gzw has completed, the client was told, and its result was never downloaded; download it at once, the link lives for 24 hours [journal entries 3, 6]
        polls-after-end (warning): task-unified-1798804800-2tye5gzw was asked for 3 times more after the client was told that it is completed; stop at "completed" and at "failed" [journal entries 6, 9]"
    `);
    expect(said(() => expect(mock).toHaveGoodHabits({ except: ["polls-after-end"] }))).toMatchInlineSnapshot(`
      "expected the client to have good habits, but there is 1 finding:
        never-fetches-result (warning): task-unified-1798804800-2tye5gzw has completed, the client was told, and its result was never downloaded; download it at once, the link lives for 24 hours [journal entries 3, 6]"
    `);
  });

  it("says that there is none", () => {
    expect(said(() => expect(mock).not.toHaveGoodHabits())).toMatchInlineSnapshot(
      `"expected the client to have bad habits, but it has none"`,
    );
  });

  it("cuts a long list", async () => {
    for (let count = 0; count < 30; count++) await submit();
    const lines = said(() => expect(mock).toHaveGoodHabits()).split("\n");
    expect(lines[0]).toBe("expected the client to have good habits, but there are 29 findings:");
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe("  and 9 more");
  });

  it("refuses what is no mock, and habits that there are not", () => {
    expect(said(() => expect({}).toHaveGoodHabits())).toMatchInlineSnapshot(
      `"toHaveGoodHabits takes the mock: expect(mock).toHaveGoodHabits(...), got an object"`,
    );
    expect(
      said(() => expect(mock).toHaveGoodHabits({ except: ["polls-to-often" as never] })),
    ).toMatchInlineSnapshot(
      `"there is no habit "polls-to-often": did you mean polls-too-often or polls-after-end?"`,
    );
    expect(said(() => expect(mock).toHaveGoodHabits({ but: [] } as never))).toMatchInlineSnapshot(
      `"toHaveGoodHabits takes nothing, or { except: ["polls-too-often"] }, got "but""`,
    );
    expect(
      said(() => expect(mock).toHaveGoodHabits({ except: "polls-too-often" } as never)),
    ).toMatchInlineSnapshot(
      `"toHaveGoodHabits takes nothing, or { except: ["polls-too-often"] }, got "except""`,
    );
  });
});
