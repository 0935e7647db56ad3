import { expect, it } from "vitest";
import type { HabitFinding } from "../../../src/insight/habits/habit-finding.js";
import { habits } from "../../../src/insight/habits/habit-list.js";
import type { MockOptions } from "../../../src/options/mock-options.js";
import { describeMatrix, type Reply, type ServedMock, STILL } from "../../harness/describe-matrix.js";
import { plainBody } from "../../harness/sample-bodies.js";

/** What a client does, and what is said of it. */
export interface Story {
  /** Present-tense sentence. */
  readonly name: string;
  /** Beside a clock that stands still. */
  readonly options?: MockOptions;
  readonly act: (client: StoryClient) => Promise<void>;
}

/** A story that shows the habit. */
export interface Shown extends Story {
  /** The sentence of each finding; `TASK` stands for an id. */
  readonly says: readonly string[];
  /** Severity of the first finding, where it is not the habit's own. */
  readonly severity?: "error" | "warn";
  /** Further habits that it shows. */
  readonly also?: readonly string[];
}

/** A client as a story has it. */
export class StoryClient {
  constructor(readonly mock: ServedMock) {}

  /** Submits and gives the id of the task. */
  async task(body: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<string> {
    return (await this.submit(body, headers)).json().id;
  }

  submit(body: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.mock.submit({ ...plainBody, ...body }, headers);
  }

  /** A submit whose answer never arrives. */
  async lost(body: object = {}, headers: Readonly<Record<string, string>> = {}): Promise<void> {
    await expect(this.submit(body, { "x-wan-mock-scenario": "answer-lost", ...headers })).rejects.toThrow();
  }

  query(id: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply> {
    return this.mock.query(id, headers);
  }

  /** Asks so many times, the clock moved before each. */
  async queries(id: string, waits: readonly string[]): Promise<void> {
    for (const wait of waits) {
      await this.wait(wait);
      await this.query(id);
    }
  }

  async wait(duration: string): Promise<void> {
    if (duration !== "0s") await this.mock.clock.advance(duration);
  }

  download(id: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Promise<Reply> {
    return this.mock.send({ path: `/files/${id}.mp4`, headers, method });
  }

  /** What the control side is told. */
  control(path: string, body: object = {}): Promise<Reply> {
    return this.mock.send({ method: "POST", path: `/_mock/${path}`, body: JSON.stringify(body) });
  }

  async findings(filter = ""): Promise<readonly HabitFinding[]> {
    const reply = await this.mock.send({ path: `/_mock/habits${filter}` });
    return reply.json<{ items: HabitFinding[] }>().items;
  }
}

/** So many times the same wait. */
export function again(times: number, wait: string): string[] {
  return Array.from({ length: times }, () => wait);
}

/**
 * Tests a habit by stories, over both transports: those that show it, with every word and no other habit, and near
 * misses that do not.
 */
export function describeHabit(id: string, shown: readonly Shown[], missed: readonly Story[]): void {
  const habit = habits.find((one) => one.id === id);
  describeMatrix(id, (serve) => {
    it.each(shown)("shows: $name", async ({ options, act, says, severity, also = [] }) => {
      const client = new StoryClient(await serve({ ...STILL, ...options }));
      await act(client);
      const findings = await client.findings();
      const own = findings.filter((finding) => finding.habit === id);
      expect(own.map(({ message }) => message.replaceAll(/task-unified-\d+-\w{8}/g, "TASK"))).toEqual(says);
      expect(own[0]?.severity).toBe(severity ?? habit?.meta.severity);
      expect([...new Set(findings.map((finding) => finding.habit))].sort()).toEqual([id, ...also].sort());
      const last = client.mock.journal.bounds.recorded;
      for (const { evidence } of own) {
        expect(evidence.length).toBeGreaterThan(0);
        expect(evidence).toEqual([...evidence].sort((a, b) => a - b));
        expect(evidence.every((number) => number >= 1 && number <= last)).toBe(true);
      }
    });

    it.each(missed)("does not show: $name", async ({ options, act }) => {
      const client = new StoryClient(await serve({ ...STILL, ...options }));
      await act(client);
      expect((await client.findings()).filter((finding) => finding.habit === id)).toEqual([]);
    });
  });
}
