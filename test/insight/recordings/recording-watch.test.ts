import { expect, it } from "vitest";
import { makeFinding } from "../../../src/contract/finding.js";
import type { RecordedScenario } from "../../../src/insight/recordings/recorded-scenario.js";
import { RecordingWatch } from "../../../src/insight/recordings/recording-watch.js";
import type { JournalEntry, RequestEvent } from "../../../src/ports/journal.js";

const AT = Date.UTC(2026, 10, 30, 9);

const body = { model: "wan2.7-text-to-video", prompt: "Rain" };

/** A watch over a journal that tells of requests alone, as that of another service's tasks does. */
function watched() {
  const told = new Map<object, RecordedScenario>();
  let sequence = 0;
  const watch = new RecordingWatch({ taskOf: () => undefined, hash: (text) => text }, (submit) => {
    told.set(submit, submit.scenario());
  });
  const request = (after: number, facts: Partial<RequestEvent>) => {
    const entry: JournalEntry = {
      ...{ kind: "request", at: AT + after, sequence: ++sequence, arrivedAfter: 0, milliseconds: 1 },
      ...{ requestId: "r", method: "GET", path: "/", route: "query", status: 200, findings: [] },
      ...facts,
    };
    watch.observe(entry, facts.route === "submit" ? body : undefined);
  };
  return { watch, request, scenarios: () => [...told.values()] };
}

const unwanted = makeFinding({
  ...{ rule: "duration-fits", severity: "error", pointer: "/duration", message: "duration is too long" },
  source: { page: "guide", at: "Durations" },
});

it("knows the end of a task from the poll that showed it", () => {
  const { request, scenarios } = watched();
  request(0, { route: "submit", task: "t", reserved: 2_500_000, findings: [unwanted] });
  request(5000, { task: "t", shown: "pending", progress: 0 });
  request(15_000, { task: "t", status: 429, code: "rate_limit_exceeded" });
  request(35_000, { task: "t", shown: "processing", progress: 40 });
  request(65_000, {
    task: "t",
    shown: "failed",
    progress: 0,
    code: "generation_timeout",
    message: "Too slow",
  });
  expect(scenarios()).toEqual([
    {
      description: "A recorded task: failed with generation_timeout",
      match: { model: "wan2.7-text-to-video", body: { prompt: "Rain" }, exact: true },
      timeline: [
        { at: "5s", status: "pending", progress: 0 },
        { at: "35s", status: "processing", progress: 40 },
        { at: "65s", fail: { code: "generation_timeout", message: "Too slow" } },
      ],
      recording: {
        submitted: "2026-11-30T09:00:00.000Z",
        task: "t",
        credits: { reserved: 2.5 },
        polls: [
          { at: "5s", status: "pending", progress: 0 },
          { at: "15s", answer: 429, code: "rate_limit_exceeded" },
          { at: "35s", status: "processing", progress: 40 },
          { at: "65s", status: "failed", progress: 0 },
        ],
        end: { at: "65s", status: "failed", error: { code: "generation_timeout", message: "Too slow" } },
        disagreements: ["accepted, although duration-fits refuses it: duration is too long"],
      },
    },
  ]);
});

it("notes a status that goes back, a task that lives again, and a refusal that no rule explains", () => {
  const { request, scenarios } = watched();
  request(0, { route: "submit", task: "t" });
  request(1000, { task: "t", shown: "processing", progress: 10 });
  request(2000, { task: "t", shown: "pending", progress: 0 });
  request(3000, { task: "t", shown: "completed", progress: 100 });
  request(4000, { task: "t", shown: "processing", progress: 90 });
  request(5000, { route: "submit", status: 400, code: "invalid_request", message: "No rain" });
  request(6000, { route: "submit", status: 301 });
  expect(scenarios().map(({ recording }) => recording?.disagreements)).toEqual([
    [
      "the status went back from processing to pending",
      "progress fell from 10 to 0",
      "the task was processing again after it had ended",
    ],
    ["refused with invalid_request, although the contract allows it: No rain"],
    ["answered with status 301 and no task"],
  ]);
  expect(scenarios()[2]?.answer).toEqual({ status: 502 });
});

it("lists five hundred polls and counts the rest", () => {
  const { watch, request, scenarios } = watched();
  request(0, { route: "submit", task: "t" });
  for (let poll = 0; poll < 503; poll++) request(poll, { task: "t", shown: "processing", progress: 1 });
  watch.end();
  const [{ recording } = { recording: undefined }] = scenarios();
  expect([recording?.polls?.length, recording?.more_polls, recording?.unfinished]).toEqual([500, 3, true]);
});

it("ignores what other clients ask, and answers that are given again", () => {
  const { request, scenarios } = watched();
  request(0, { route: "submit", task: "t" });
  request(1, { route: "submit", task: "t", replayed: true });
  request(2, { task: "t", status: 403, code: "permission_denied" });
  request(3, {
    route: "batch",
    seen: [
      { task: "t", status: "completed" },
      { task: "other", status: "failed" },
    ],
  });
  expect(scenarios().map(({ recording }) => recording?.polls)).toEqual([
    [{ at: "3ms", status: "completed" }],
  ]);
});
