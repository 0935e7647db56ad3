import { describe, expect, it } from "vitest";
import type { Schemas } from "../../src/page/state/schemas.js";
import { readSearch } from "../../src/page/state/search.js";
import type { DeliveryRow } from "../../src/page/views/callbacks/delivery-row.js";
import { deliveryGrammar } from "../../src/page/views/callbacks/delivery-search.js";
import { taskGrammar } from "../../src/page/views/tasks/task-search.js";

const row = (more: Partial<Schemas["TaskSummary"]>): Schemas["TaskSummary"] => ({
  id: "task-unified-1-a",
  model: "wan2.7-text-to-video",
  status: "completed",
  progress: 100,
  key: "key_6ab9f1eb",
  created: "2027-01-01T12:00:00.000Z",
  ends: null,
  ended: null,
  prompt: "A Red panda: image 1",
  credits_reserved: 1,
  charged: null,
  ...more,
});

const tasks = {
  panda: row({}),
  failed: row({ status: "failed", code: "service_error", prompt: "A lighthouse", key: "key_00000001" }),
  edit: row({
    model: "wan2.7-video-edit",
    status: "processing",
    prompt: "Make it snow",
    scenarios: ["slow"],
  }),
};

function found(text: string): string[] {
  const { matches } = readSearch(text, taskGrammar);
  return Object.entries(tasks)
    .filter(([, task]) => matches(task))
    .map(([name]) => name);
}

describe("a search of tasks", () => {
  it.each([
    ["", ["panda", "failed", "edit"]],
    ["red PANDA", ["panda"]],
    ['"red panda"', ["panda"]],
    ['"panda red"', []],
    ["status:failed", ["failed"]],
    ["Status:FAILED", ["failed"]],
    ["model:edit", ["edit"]],
    ["key:key_6ab", ["panda", "edit"]],
    ["key:key_6ab -model:edit", ["panda"]],
    ["code:service", ["failed"]],
    ["scenario:slow", ["edit"]],
    ["status:f", ["failed"]],
    ['"panda: image"', ["panda"]],
    ["service_error", ["failed"]],
    ["id:unified-1", ["panda", "failed", "edit"]],
  ])("%s finds %j", (search, expected) => {
    expect(found(search)).toEqual(expected);
  });

  it("finds a task by what it has become", () => {
    const { matches } = readSearch("failed", taskGrammar);
    const ended = { ...tasks.edit, status: "failed" } as const;
    expect([matches(tasks.edit), matches(ended)]).toEqual([false, true]);
  });

  it("says which terms there are", () => {
    expect(readSearch("colour:red", taskGrammar).problems).toEqual([
      'colour: is not a search term. Use model:, status:, key:, code:, id:, scenario:, or put "colour:red" in quotes to find the text.',
    ]);
  });
});

describe("a search of deliveries", () => {
  const delivery: DeliveryRow = {
    id: 12,
    task: "task-unified-1-a",
    key: "key_6ab9f1eb",
    model: "wan2.7-text-to-video",
    callback_url: "https://app.example.com/hooks",
    target: "http://127.0.0.1:9/x",
    state: "given-up",
    attempts: 4,
    at: undefined,
    answer: "500",
  };
  it.each([
    ["#12", true],
    ["state:given-up status:500", true],
    ["status:5xx", true],
    ["status:200", false],
    ["url:app.example.com", true],
    ["url:127.0.0.1:9", true],
    ["-task:unified-1", false],
  ])("%s: %j", (search, expected) => {
    expect(readSearch(search, deliveryGrammar).matches(delivery)).toBe(expected);
  });
});
