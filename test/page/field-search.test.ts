import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Schemas } from "../../src/page/state/schemas.js";
import type { DeliveryRow } from "../../src/page/views/callbacks/delivery-row.js";
import { deliverySearch } from "../../src/page/views/callbacks/delivery-search.js";
import { taskSearch } from "../../src/page/views/tasks/task-search.js";

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

const found = (search: string) =>
  Object.entries(tasks)
    .filter(([, task]) => taskSearch(search)(task))
    .map(([name]) => name);

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
    ["panda:", ["panda"]],
    ["-panda:", ["failed", "edit"]],
    ["service_error", ["failed"]],
    ["id:unified-1", ["panda", "failed", "edit"]],
  ])("%s finds %j", (search, expected) => {
    expect(found(search)).toEqual(expected);
  });

  it("is safe with any text", () => {
    fc.assert(
      fc.property(fc.string(), (search) => {
        expect(() => found(search)).not.toThrow();
      }),
    );
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
    ["status:200", false],
    ["url:app.example.com", true],
    ["url:127.0.0.1:9", true],
    ["-task:unified-1", false],
  ])("%s: %j", (search, expected) => {
    expect(deliverySearch(search)(delivery)).toBe(expected);
  });
});
