import { stripVTControlCharacters } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createMock, type SocketlessMock } from "../../src/compose/create-mock.js";
import { validateRequest } from "../../src/compose/validate-request.js";
import { sampleRequest } from "../../src/contract/sample-request.js";
import "../../src/vitest.js";

const good = { model: "wan2.7-text-to-video", prompt: "A lighthouse in fog" };
const tooLong = { ...good, duration: 16 };
const warned = { ...good, promt: "A lighthouse" };

let mock: SocketlessMock;
beforeEach(() => {
  mock = createMock({ clock: "frozen", seed: 7 });
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

function submit(body: object, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  return mock.fetch("/v1/videos/generations", {
    method: "POST",
    headers: { authorization: "Bearer key-a", "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

describe("toBeAccepted", () => {
  it("holds for what the service takes: body, text, verdict, journal entry, answer", async () => {
    const answer = await submit(good);
    expect(answer).toBeAccepted();
    expect(good).toBeAccepted();
    expect(JSON.stringify(good)).toBeAccepted();
    expect(validateRequest(good)).toBeAccepted();
    expect(mock.journal.requests()[0]).toBeAccepted();
    expect({ status: 200, headers: {}, data: {} }).toBeAccepted();
    await expect(submit(good)).resolves.toBeAccepted();
    expect(await sampleRequest("wan2.7-video-edit")).toBeAccepted();
  });

  it("says why it was refused", async () => {
    expect(said(() => expect(tooLong).toBeAccepted())).toMatchInlineSnapshot(`
      "expected the request to be accepted, but it was refused with 400 invalid_request:
        schema/maximum: duration must be at most 15, got 16"
    `);
    expect(said(() => expect("{").toBeAccepted())).toMatchInlineSnapshot(`
      "expected the request to be accepted, but it was refused with 400 invalid_request:
        json/syntax: the body is not JSON: line 1, column 2: the text ends too early"
    `);
    expect(said(() => expect(undefined).toBeAccepted())).toMatchInlineSnapshot(`
      "expected the request to be accepted, but it was refused with 400 invalid_request:
        json/object: the body must be a JSON object"
    `);
    const refused = await submit(tooLong);
    expect(said(() => expect(refused).toBeAccepted())).toMatchInlineSnapshot(`
      "expected the request to be accepted, but it was refused with 400:
        schema/maximum"
    `);
    const [entry] = mock.journal.requests();
    expect(said(() => expect(entry).toBeAccepted())).toMatchInlineSnapshot(`
      "expected the request to be accepted, but it was refused with 400:
        schema/maximum: duration must be at most 15, got 16"
    `);
    const limited = await submit(good, { "x-wan-mock-scenario": "rate-limited" });
    expect(said(() => expect(limited).toBeAccepted())).toMatchInlineSnapshot(
      `"expected the request to be accepted, but it was refused with 429"`,
    );
  });

  it("says with not that it was accepted, and with which warnings", () => {
    expect(tooLong).not.toBeAccepted();
    expect(said(() => expect(good).not.toBeAccepted())).toMatchInlineSnapshot(
      `"expected the request to be refused, but it was accepted"`,
    );
    expect(said(() => expect(warned).not.toBeAccepted())).toMatchInlineSnapshot(`
      "expected the request to be refused, but it was accepted:
        no-unknown-parameter (warning): promt is not a parameter of wan2.7-text-to-video and is ignored: did you mean prompt?"
    `);
  });

  it("takes neither a mock nor a promise", () => {
    expect(said(() => expect(mock).toBeAccepted())).toMatchInlineSnapshot(
      `"toBeAccepted takes a request body, its JSON text, a verdict, a request of the journal or an answer of the mock, got a mock"`,
    );
    expect(said(() => expect(Promise.resolve()).toBeAccepted())).toMatchInlineSnapshot(
      `"toBeAccepted takes a request body, its JSON text, a verdict, a request of the journal or an answer of the mock, got a promise: await it first"`,
    );
  });
});

describe("toBreakRule", () => {
  it("holds for refusals, warnings and bounds of the schema, wherever they are read", async () => {
    expect(tooLong).toBreakRule("schema/maximum");
    expect(warned).toBreakRule("no-unknown-parameter");
    expect("[]").toBreakRule("json/object");
    const misnamed = await submit({ ...warned, model: "wan2.7-text-to-vide" });
    expect(misnamed).toBreakRule("unknown-model");
    expect(misnamed).not.toBreakRule("no-unknown-parameter");
    expect(mock.journal.requests()[0]).toBreakRule("unknown-model");
    expect(await submit(warned)).toBreakRule("no-unknown-parameter");
  });

  it("says which rules were broken instead", async () => {
    expect(said(() => expect(tooLong).toBreakRule("no-unknown-parameter"))).toMatchInlineSnapshot(`
      "expected the request to break no-unknown-parameter, but it breaks:
        schema/maximum: duration must be at most 15, got 16"
    `);
    expect(said(() => expect(good).toBreakRule("no-unknown-parameter"))).toMatchInlineSnapshot(
      `"expected the request to break no-unknown-parameter, but it breaks no rule"`,
    );
    const limited = await submit(good, { "x-wan-mock-scenario": "rate-limited" });
    expect(said(() => expect(limited).toBreakRule("schema/maximum"))).toMatchInlineSnapshot(
      `"expected the request to break schema/maximum, but it breaks no rule (it was refused for another reason)"`,
    );
  });

  it("says with not how the rule was broken", () => {
    expect(said(() => expect(warned).not.toBreakRule("no-unknown-parameter"))).toMatchInlineSnapshot(`
      "expected the request not to break no-unknown-parameter, but it does:
        no-unknown-parameter (warning): promt is not a parameter of wan2.7-text-to-video and is ignored: did you mean prompt?"
    `);
  });

  it("knows which rules there are, with not as well", () => {
    expect(said(() => expect(good).not.toBreakRule("no-unknown-paramter" as never))).toMatchInlineSnapshot(
      `"there is no rule "no-unknown-paramter": did you mean "no-unknown-parameter"?"`,
    );
    expect(said(() => expect(good).toBreakRule("schema/maxium" as never))).toMatchInlineSnapshot(
      `"there is no rule "schema/maxium": did you mean "schema/maximum"?"`,
    );
    expect(said(() => expect(good).toBreakRule("zzzzzzzzzzzz" as never))).toMatchInlineSnapshot(
      `"there is no rule "zzzzzzzzzzzz": wan-mock rules lists them"`,
    );
    expect(said(() => expect(good).toBreakRule(undefined as never))).toMatchInlineSnapshot(
      `"there is no rule undefined: wan-mock rules lists them"`,
    );
  });
});

describe("toHaveNoFindings", () => {
  it("holds for a clean request, and for a mock that saw no other", async () => {
    expect(good).toHaveNoFindings();
    expect(await submit(good)).toHaveNoFindings();
    expect(mock).toHaveNoFindings();
    expect(warned).not.toHaveNoFindings();
  });

  it("lists what was found", async () => {
    expect(said(() => expect(warned).toHaveNoFindings())).toMatchInlineSnapshot(`
      "expected the request to have no findings, but there is 1:
        no-unknown-parameter (warning): promt is not a parameter of wan2.7-text-to-video and is ignored: did you mean prompt?"
    `);
    await submit(warned);
    await submit(tooLong);
    expect(said(() => expect(mock).toHaveNoFindings())).toMatchInlineSnapshot(`
      "expected the requests to have no findings, but there are 2:
        no-unknown-parameter (warning): promt is not a parameter of wan2.7-text-to-video and is ignored: did you mean prompt?
        schema/maximum: duration must be at most 15, got 16"
    `);
    expect(said(() => expect(good).not.toHaveNoFindings())).toMatchInlineSnapshot(
      `"expected the request to have findings, but there are none"`,
    );
  });
});

describe("toHaveSubmitted", () => {
  it("holds for members of a body that was submitted, whatever the answer", async () => {
    await submit({ ...good, duration: 5, model_params: { a: 1, b: [2] } });
    await submit(tooLong);
    await mock.fetch("/v1/models", { headers: { authorization: "Bearer key-a" } });
    expect(mock).toHaveSubmitted();
    expect(mock).toHaveSubmitted(undefined, { times: 2 });
    expect(mock).toHaveSubmitted(undefined, 2);
    expect(mock).not.toHaveSubmitted({}, 1);
    expect(mock).toHaveSubmitted({ duration: 6 }, 0);
    expect(mock).toHaveSubmitted({ duration: 16 }, { times: 1 });
    expect(mock).toHaveSubmitted({ model_params: { b: [2] } });
    expect(mock).toHaveSubmitted(
      { prompt: expect.stringMatching(/fog$/), duration: expect.any(Number) },
      { times: 2 },
    );
    expect(mock).toHaveSubmitted(expect.objectContaining({ duration: 5 }), { times: 1 });
    expect(mock).not.toHaveSubmitted({ duration: 6 });
    expect(mock).toHaveSubmitted({ duration: 6 }, { times: 0 });
    expect(mock).not.toHaveSubmitted({ model_params: { b: [] } });
  });

  it("shows the nearest as a diff", async () => {
    await submit({ ...good, duration: 5, quality: "720p", model_params: { a: 1, b: 2 } });
    await submit({ model: "wan2.7-video-edit", prompt: "Snow" });
    const expected = {
      duration: 10,
      quality: "1080p",
      prompt: expect.stringContaining("lighthouse"),
      model_params: { a: 1, b: 3 },
    };
    expect(said(() => expect(mock).toHaveSubmitted(expected))).toMatchInlineSnapshot(`
      "expected a submit with {"duration":10,"quality":"1080p","prompt":"StringContaining \\"lighthouse\\"","model_params":{"a":1,"b":3}}, but there was none; the nearest of 2 (answered 200):

      - Expected
      + Received

        {
      -   "duration": 10,
      +   "duration": 5,
          "model_params": {
            "a": 1,
      -     "b": 3,
      +     "b": 2,
          },
          "prompt": StringContaining "lighthouse",
      -   "quality": "1080p",
      +   "quality": "720p",
        }"
    `);
  });

  it("says when there was nothing, or nothing that can be compared", async () => {
    expect(said(() => expect(mock).toHaveSubmitted({ duration: 5 }))).toMatchInlineSnapshot(
      `"expected a submit with {"duration":5}, but there was no submit at all"`,
    );
    expect(said(() => expect(mock).toHaveSubmitted())).toMatchInlineSnapshot(
      `"expected a submit, but there was no submit at all"`,
    );
    await mock.fetch("/v1/videos/generations", {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: "{",
    });
    expect(said(() => expect(mock).toHaveSubmitted({ duration: 5 }))).toMatchInlineSnapshot(
      `"expected a submit with {"duration":5}, but there was none; the only submit (answered 400) had no JSON object as its body"`,
    );
  });

  it("counts", async () => {
    await submit(good);
    await submit(good);
    const like = { prompt: expect.stringContaining("fog"), model: expect.any(String) };
    expect(said(() => expect(mock).toHaveSubmitted(like, { times: 1 }))).toMatchInlineSnapshot(
      `"expected 1 submit with {"prompt":"StringContaining \\"fog\\"","model":"Any String"}, but there were 2"`,
    );
    expect(said(() => expect(mock).not.toHaveSubmitted(like))).toMatchInlineSnapshot(
      `"expected no submit with {"prompt":"StringContaining \\"fog\\"","model":"Any String"}, but there were 2"`,
    );
    expect(said(() => expect(mock).not.toHaveSubmitted(undefined, { times: 2 }))).toMatchInlineSnapshot(
      `"expected not 2 submits, but there were 2"`,
    );
    expect(said(() => expect(mock).toHaveSubmitted({ duration: 1 }, { times: 3 }))).toMatchInlineSnapshot(`
      "expected 3 submits with {"duration":1}, but there was none; the nearest of 2 (answered 200):

      - Expected
      + Received

        {
      -   "duration": 1,
      +   "model": "wan2.7-text-to-video",
      +   "prompt": "A lighthouse in fog",
        }"
    `);
  });

  it("says what it takes", () => {
    expect(said(() => expect(good).toHaveSubmitted())).toMatchInlineSnapshot(
      `"toHaveSubmitted takes the mock: expect(mock).toHaveSubmitted(...), got an object"`,
    );
    expect(said(() => expect(mock).toHaveSubmitted("rain" as never))).toMatchInlineSnapshot(
      `"toHaveSubmitted takes members of the body, or nothing, got "rain""`,
    );
    expect(said(() => expect(mock).toHaveSubmitted({}, { time: 1 } as never))).toMatchInlineSnapshot(
      `"toHaveSubmitted counts a whole number of times from 0, such as 2 or { times: 2 }, got { time: 1 }"`,
    );
    expect(said(() => expect(mock).toHaveSubmitted({}, 1.5))).toMatchInlineSnapshot(
      `"toHaveSubmitted counts a whole number of times from 0, such as 2 or { times: 2 }, got 1.5"`,
    );
    expect(said(() => expect(mock).toHaveSubmitted({}, null as never))).toMatchInlineSnapshot(
      `"toHaveSubmitted counts a whole number of times from 0, such as 2 or { times: 2 }, got null"`,
    );
    expect(said(() => expect(mock).toHaveSubmitted({}, { times: -1 }))).toMatchInlineSnapshot(
      `"toHaveSubmitted counts a whole number of times from 0, such as 2 or { times: 2 }, got { times: -1 }"`,
    );
  });
});

describe("toHaveReceivedCallback", () => {
  it("holds for the task, members of the body, and the number of attempts", async () => {
    const receiver = await mock.receiver();
    receiver.answer(({ attempt }) => (attempt < 3 ? 500 : 200));
    const { id } = (await (await submit({ ...good, callback_url: receiver.url })).json()) as { id: string };
    expect(receiver).not.toHaveReceivedCallback();
    await mock.clock.advance("1m");
    expect(receiver).toHaveReceivedCallback();
    expect(receiver).toHaveReceivedCallback(id, { times: 3 });
    expect(receiver).toHaveReceivedCallback(id, 3);
    expect(receiver).toHaveReceivedCallback({
      status: "completed",
      results: [expect.stringMatching(/mp4$/)],
    });
    expect(receiver).not.toHaveReceivedCallback("task-unified-1");
  });

  it("shows what came instead", async () => {
    const receiver = await mock.receiver();
    expect(said(() => expect(receiver).toHaveReceivedCallback("task-1"))).toMatchInlineSnapshot(
      `"expected a callback with {"id":"task-1"}, but there was no callback at all"`,
    );
    const body = { ...good, prompt: "A fox [mock:generation-timeout]", callback_url: receiver.url };
    await submit(body);
    await mock.clock.advance("1m");
    expect(
      said(() =>
        expect(receiver).toHaveReceivedCallback({ status: "completed", object: "video.generation.task" }),
      ),
    ).toMatchInlineSnapshot(`
      "expected a callback with {"status":"completed","object":"video.generation.task"}, but there was none; the only callback (attempt 1):

      - Expected
      + Received

        {
          "object": "video.generation.task",
      -   "status": "completed",
      +   "status": "failed",
        }"
    `);
    expect(said(() => expect(receiver).not.toHaveReceivedCallback())).toMatchInlineSnapshot(
      `"expected no callback, but there was 1"`,
    );
  });

  it("says that the clock is frozen, which task waits, and what to call", async () => {
    const receiver = await mock.receiver();
    const callback = () => expect(receiver).toHaveReceivedCallback();
    await mock.clock.set("2027-01-01T00:00:00Z");
    await submit({ ...good, callback_url: receiver.url });
    expect(said(callback)).toMatchInlineSnapshot(`
      "expected a callback, but there was no callback at all

      The clock is frozen at 2027-01-01T00:00:00.000Z and task-unified-1798761600-2tye5gzw has not ended; call \`await mock.clock.advance("3s")\` first"
    `);
    await mock.clock.advance("1s");
    await submit(good);
    expect(said(callback)).toMatchInlineSnapshot(`
      "expected a callback, but there was no callback at all

      The clock is frozen at 2027-01-01T00:00:01.000Z and task-unified-1798761600-2tye5gzw, task-unified-1798761601-q8do3ve4 have not ended; call \`await mock.clock.advance("2s")\` first"
    `);
    await mock.clock.advance("2s");
    expect(receiver).toHaveReceivedCallback({}, 1);
    expect(said(() => expect(receiver).toHaveReceivedCallback({}, 0))).toMatchInlineSnapshot(
      `"expected 0 callbacks with {}, but there was 1"`,
    );
  });

  it("says which attempt is still to come", async () => {
    const receiver = await mock.receiver();
    receiver.answer(500);
    await mock.clock.set("2027-01-01T00:00:00Z");
    await submit({ ...good, callback_url: receiver.url });
    await mock.clock.advance("3s");
    expect(said(() => expect(receiver).toHaveReceivedCallback({}, 2))).toMatchInlineSnapshot(`
      "expected 2 callbacks with {}, but there was 1

      The clock is frozen at 2027-01-01T00:00:03.000Z and attempt 2 of the callback of task-unified-1798761600-2tye5gzw waits; call \`await mock.clock.advance("1s")\` first"
    `);
    await mock.clock.advance("1m");
    expect(said(() => expect(receiver).toHaveReceivedCallback({}, 5))).toMatchInlineSnapshot(
      `"expected 5 callbacks with {}, but there were 4"`,
    );
  });

  it("says which task no time ends", async () => {
    await using manual = createMock({
      clock: "frozen",
      now: "2027-01-01T00:00:00Z",
      pace: "manual",
      seed: 7,
    });
    const receiver = await manual.receiver();
    await manual.fetch("/v1/videos/generations", {
      method: "POST",
      headers: { authorization: "Bearer key-a", "content-type": "application/json" },
      body: JSON.stringify({ ...good, callback_url: receiver.url }),
    });
    expect(said(() => expect(receiver).toHaveReceivedCallback())).toMatchInlineSnapshot(`
      "expected a callback, but there was no callback at all

      The clock is frozen at 2027-01-01T00:00:00.000Z and task-unified-1798761600-2tye5gzw has not ended; time alone does not end it, so call \`await mock.tasks.complete("task-unified-1798761600-2tye5gzw")\`"
    `);
    await manual.reset("tasks");
    expect(said(() => expect(receiver).toHaveReceivedCallback())).toMatchInlineSnapshot(
      `"expected a callback, but there was no callback at all"`,
    );
  });

  it("takes a receiver", () => {
    expect(said(() => expect(mock).toHaveReceivedCallback())).toMatchInlineSnapshot(
      `"toHaveReceivedCallback takes a receiver: const receiver = await mock.receiver(), got a mock; callbacks that go elsewhere stand in mock.callbacks.deliveries(task)"`,
    );
  });
});

describe("toHaveSpent", () => {
  it("holds for what completed tasks cost, of a mock or of an account", async () => {
    expect(mock).toHaveSpent({ credits: 0, usd: 0 });
    await submit(good);
    await submit(good, { authorization: "Bearer key-b" });
    await submit({ ...good, prompt: "A fox [mock:generation-timeout]" });
    await mock.clock.advance("8d");
    mock.journal.clear();
    expect(mock).toHaveSpent({ usd: 0.86 });
    expect(mock).toHaveSpent({ credits: 58.48, usd: expect.closeTo(0.9, 1) });
    expect(mock).not.toHaveSpent({ credits: 58.48, usd: 1 });
    expect(mock.account("key-b")).toHaveSpent({ credits: 29.24 });
    await mock.reset("accounts");
    expect(mock).toHaveSpent({ credits: 0 });
  });

  it("says what was spent, and what is only held", async () => {
    await mock.clock.set("2027-01-01T00:00:00Z");
    await submit(good);
    expect(said(() => expect(mock.account("key-a")).toHaveSpent({ usd: 0.43 }))).toMatchInlineSnapshot(
      `
      "expected 0.43 dollars to be spent, but it was 0 credits, 0 dollars; 29.24 more are held for tasks that have not ended

      The clock is frozen at 2027-01-01T00:00:00.000Z and task-unified-1798761600-2tye5gzw has not ended; call \`await mock.clock.advance("3s")\` first"
    `,
    );
    await mock.clock.advance("3s");
    expect(
      said(() => expect(mock).toHaveSpent({ credits: 29, usd: expect.closeTo(1, 2) })),
    ).toMatchInlineSnapshot(
      `"expected 29 credits and NumberCloseTo 1 dollars to be spent, but it was 29.24 credits, 0.43 dollars"`,
    );
    expect(said(() => expect(mock).not.toHaveSpent({ usd: 0.43 }))).toMatchInlineSnapshot(
      `"expected anything but 0.43 dollars to be spent"`,
    );
  });

  it("says what it takes", () => {
    expect(said(() => expect(good).toHaveSpent({ usd: 1 }))).toMatchInlineSnapshot(
      `"toHaveSpent takes a mock or an account: expect(mock) or expect(mock.account(key)), got an object"`,
    );
    expect(said(() => expect(mock).toHaveSpent({ dollars: 1 } as never))).toMatchInlineSnapshot(
      `"toHaveSpent takes { credits } or { usd } with a number, got { dollars: 1 }"`,
    );
    expect(said(() => expect(mock).toHaveSpent({}))).toMatchInlineSnapshot(
      `"toHaveSpent takes { credits } or { usd } with a number, got {}"`,
    );
    expect(said(() => expect(mock).toHaveSpent({ usd: "1" }))).toMatchInlineSnapshot(
      `"toHaveSpent takes { credits } or { usd } with a number, got { usd: "1" }"`,
    );
    expect(said(() => expect(mock).toHaveSpent(1 as never))).toMatchInlineSnapshot(
      `"toHaveSpent takes { credits } or { usd } with a number, got 1"`,
    );
  });
});
