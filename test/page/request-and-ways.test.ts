import { describe, expect, it } from "vitest";
import { rowOf, withAttempt } from "../../src/page/views/callbacks/delivery-row.js";
import { waysToSend } from "../../src/page/views/callbacks/ways-to-send.js";
import { effectiveRows } from "../../src/page/views/tasks/effective-rows.js";
import { deliveryTarget } from "../../src/simulation/delivery-target.js";

describe("the parameters of a request", () => {
  it("stand beside what the service works with", () => {
    const effective = {
      model: "m",
      parameters: { model: "m", prompt: "ab", duration: 5, quality: "720p", aspect_ratio: "16:9" },
      cut: [{ param: "prompt", keptCharacters: 2 }],
      output: { width: 1280, height: 720, seconds: 5 },
      voices: {},
      ignored: [{ param: "colour", why: "not a parameter of m" }],
    };
    const request = { model: "m", prompt: "abc", colour: "red", quality: "720P" };
    expect(effectiveRows(request, effective)).toEqual([
      { param: "model", sent: "m", used: "m", note: "" },
      { param: "prompt", sent: "abc", used: "ab", note: "cut to 2 characters" },
      { param: "colour", sent: "red", used: undefined, note: "ignored: not a parameter of m" },
      { param: "quality", sent: "720P", used: "720p", note: "changed" },
      { param: "duration", sent: undefined, used: 5, note: "default" },
      { param: "aspect_ratio", sent: undefined, used: "16:9", note: "default" },
    ]);
  });
});

describe("the ways to have a withheld callback sent", () => {
  const commands = (url: string) => {
    const target = deliveryTarget(url, { map: [], allowLocal: false, allowExternal: false });
    return waysToSend(target.kind === "withheld" ? target.reason : "", url).map(({ command }) => command);
  };

  it("are commands with the flags that the reason names", () => {
    expect(commands("https://app.example.com:8443/hooks?x=1")).toEqual([
      "npx wan-mock --forward-to http://localhost:3000/hooks",
      "npx wan-mock --callback-map https://app.example.com:8443=http://localhost:3000",
      "npx wan-mock --allow-external-callbacks",
    ]);
    expect(commands("http://localhost:3000/hooks")).toEqual(["npx wan-mock --allow-local-callbacks"]);
  });

  it("quote what a shell would read otherwise, and are none for a scenario", () => {
    expect(commands("https://[2606:4700::1111]/x")[1]).toBe(
      "npx wan-mock --callback-map 'https://[2606:4700::1111]=http://localhost:3000'",
    );
    expect(waysToSend("the scenario callback-lost drops it", "https://app.example.com")).toEqual([]);
  });
});

describe("the row of a delivery", () => {
  const delivery = {
    id: 1,
    task: "task-unified-1-a",
    key: "key_6ab9f1eb",
    model: "wan2.7-text-to-video",
    callback_url: "https://app.example.com/hooks",
    target: "https://app.example.com/hooks",
    state: "pending",
    attempts: [],
  } as const;
  const event = {
    sequence: 9,
    at: "2027-01-01T12:00:03.000Z",
    kind: "callback",
    task: delivery.task,
    delivery: 1,
    url: delivery.target,
  } as const;

  it("follows the events of its attempts, and no older ones", () => {
    const [first, last] = [
      { ...event, attempt: 1, state: "pending", status: 500 } as const,
      { ...event, attempt: 2, state: "given-up", error: "connection refused" } as const,
    ];
    const row = withAttempt(withAttempt(rowOf({ ...delivery, attempts: [] }), first), last);
    expect(row).toMatchObject({ attempts: 2, state: "given-up", answer: "connection refused", at: event.at });
    expect(withAttempt(row, first)).toBe(row);
  });
});
