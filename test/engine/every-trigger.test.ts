import { afterEach, describe, expect, it } from "vitest";
import { composeMock } from "../../src/compose/compose-mock.js";
import { type ComposedMock } from "../../src/compose/mock.js";
import { errorCatalogue } from "../../src/contract/error-catalogue.js";
import type { VendorAnswer } from "../../src/engine/answer.js";
import type { MockOptions } from "../../src/options/mock-options.js";
import type { ScenarioCallText } from "../../src/simulation/scenarios/scenario-catalogue.js";
import { type Scenario, scenarios } from "../../src/simulation/scenarios/scenario-catalogue.js";
import { STILL } from "../harness/describe-matrix.js";
import { plainBody } from "../harness/sample-bodies.js";
import { temporaryFolder } from "../harness/temporary-folder.js";

/** A way to have a scenario hit a submit, or what becomes of it. */
interface Trigger {
  readonly options?: (name: string) => MockOptions;
  readonly prepare?: (mock: ComposedMock, name: string) => void;
  readonly key?: (name: string) => string;
  readonly header?: boolean;
  readonly prompt?: (name: string) => string;
  /** What answers call the scenario. */
  readonly shownAs?: string;
}

const triggers: Readonly<Record<string, Trigger>> = {
  "the header": { header: true },
  "the prompt": { prompt: (name) => `A lighthouse [mock:${name}] in fog` },
  "the API key": { key: (name) => `sk-mock-${name}` },
  "the queue": { prepare: (mock, name) => mock.scenario(name as ScenarioCallText) },
  "a scenario file": {
    options: (name) => ({
      scenarios: [temporaryFolder().write("own.yaml", `scenarios: [{ name: own, match: {}, use: ${name} }]`)],
    }),
    shownAs: "own",
  },
  "the name of a scenario file": {
    options: (name) => ({
      scenarios: [temporaryFolder().write("own.yaml", `scenarios: [{ name: own, use: ${name} }]`)],
    }),
    prepare: (mock) => mock.scenario("own" as ScenarioCallText),
    shownAs: "own",
  },
  chaos: { options: (name) => ({ chaos: { [name]: 1 } }) },
};

const open: ComposedMock[] = [];
afterEach(async () => {
  for (const mock of open.splice(0)) await mock.release();
});

/** Submits once under the trigger, lets the task end, queries and downloads once each. */
async function play(trigger: Trigger, name: string) {
  const mock = await composeMock({ ...STILL, ...trigger.options?.(name) });
  open.push(mock);
  trigger.prepare?.(mock, name);
  const { engine, control } = mock.parts;
  const authorization = `Bearer ${trigger.key?.(name) ?? "key-a"}`;
  const submit = await engine.submit({
    authorization,
    contentType: "application/json",
    body: JSON.stringify({ ...plainBody, prompt: trigger.prompt?.(name) ?? plainBody.prompt }),
    linkBase: "http://wan-mock.test",
    scenario: trigger.header === true ? name : undefined,
  });
  await mock.clock.advance("70s");
  const taskId = submit.task ?? "";
  const query = await engine.query({ authorization, taskId });
  const result = await engine.result(taskId);
  const task = await control.tasks.find(taskId);
  return { submit, query, result, task };
}

type Played = Awaited<ReturnType<typeof play>>;

const codeOf = (answer: VendorAnswer) =>
  answer.body === "" ? undefined : (JSON.parse(answer.body) as { error?: { code: string } }).error?.code;

/** What the answer to the submit or the query must be under a scenario. */
function expectAnswer(answer: VendorAnswer, { effect }: Scenario): void {
  switch (effect.kind) {
    case "answer":
      expect([answer.status, codeOf(answer)]).toEqual([effect.entry.status, effect.entry.code]);
      return;
    case "no-answer":
      expect([answer.status, answer.fault]).toEqual([0, effect.fault]);
      return;
    case "spoilt-answer":
      expect([answer.status, answer.fault]).toEqual([200, effect.fault]);
      return;
    case "lost-answer":
      expect([answer.status, answer.fault]).toEqual([200, "reset"]);
      return;
    case "task":
    case "callback":
    case "dead-link":
      expect([answer.status, answer.fault]).toEqual([200, undefined]);
  }
}

/** What is seen of the task after 70 seconds, by scenario. */
const seenAfter: Readonly<Record<string, readonly [status: string, progress: number]>> = {
  "stuck-pending": ["pending", 0],
  "stuck-at-99": ["processing", 99],
  slow: ["processing", 7],
  "progress-jumps": ["completed", 100],
  "completed-without-results": ["completed", 100],
  "status-cancelled": ["cancelled", 0],
};

function expectTask({ query, task }: Played, { name, effect }: Scenario): void {
  const seen = JSON.parse(query.body) as { status: string; progress: number; results?: string[] };
  const fails = effect.kind === "task" && effect.outcome?.kind === "failed";
  expect([seen.status, seen.progress]).toEqual(
    seenAfter[name] ?? (fails ? ["failed", 0] : ["completed", 100]),
  );
  if (fails) expect(codeOf(query)).toBe(effect.outcome.error.code);
  expect(seen.results !== undefined).toBe(
    seen.status === "completed" && name !== "completed-without-results",
  );
  expect(task?.scenario?.callback).toBe(effect.kind === "callback" ? effect.fault : undefined);
}

function expectDownload({ result }: Played, { effect }: Scenario, shown: string): void {
  if (effect.kind === "dead-link") {
    expect(result.kind === "refused" ? codeOf(result.answer) : result.kind).toBe(
      errorCatalogue.shared.link_expired.code,
    );
  } else if (effect.kind === "no-answer") {
    expect(result.kind === "refused" ? result.answer.fault : result.kind).toBe(effect.fault);
  } else {
    expect(result).toMatchObject({
      kind: "video",
      fault: effect.kind === "spoilt-answer" ? effect.fault : "-",
    });
  }
  expect(result.kind === "refused" ? result.answer.scenario : result.scenario).toBe(shown);
}

const ofUploads = scenarios.filter(({ operation }) => operation === "upload");

describe.each(Object.entries(triggers))("by %s", (_name, trigger) => {
  it.each(
    scenarios
      .filter(({ operation }) => operation !== "upload")
      .map((scenario) => [scenario.name, scenario] as const),
  )("%s happens", async (name, scenario) => {
    const played = await play(trigger, name);
    const { submit, query } = played;
    const shown = trigger.shownAs ?? name;
    if (scenario.operation === "query") {
      expect(submit.status).toBe(200);
      expectAnswer(query, scenario);
      expect(query.scenario).toBe(shown);
      return;
    }
    if (scenario.operation === "download") expect(submit.status).toBe(200);
    else expectAnswer(submit, scenario);
    expect(submit.scenario).toBe(shown);
    if (submit.task === undefined) return;
    expectTask(played, scenario);
    if (scenario.operation === "download") expectDownload(played, scenario, shown);
  });
});

describe.each(["the header", "the API key", "the queue"])("an upload by %s", (way) => {
  it.each(ofUploads.map((scenario) => [scenario.name, scenario] as const))(
    "%s happens",
    async (name, scenario) => {
      const mock = await composeMock(STILL);
      open.push(mock);
      if (way === "the queue") mock.scenario(name as ScenarioCallText);
      const uploads = await mock.parts.uploads();
      const key = way === "the API key" ? `sk-mock-${name}` : "key-a";
      const call = { authorization: `Bearer ${key}`, scenario: way === "the header" ? name : undefined };
      const answer = await uploads.quota(call);
      expect(answer?.scenario).toBe(name);
      const { effect } = scenario;
      if (effect.kind === "answer") {
        const { status, code, message } = effect.entry;
        expect([answer?.status, answer?.code]).toEqual([status, code]);
        expect(answer?.body).toBe(JSON.stringify({ success: false, code: Number(code), msg: message }));
      } else expectAnswer(answer as VendorAnswer, scenario);
      if (way === "the queue") expect((await uploads.quota(call))?.status).toBe(200);
    },
  );
});

it.each([
  ["in a scenario file", { scenarios: [] }, "hits uploads, which no submit has"],
  ["as chaos", { chaos: { "upload/storage-error": 0.5 } }, "hits uploads, where nothing is drawn"],
] as const)("refuses a scenario of uploads %s", async (_where, options, sentence) => {
  const written = 'scenarios: [{ name: own, use: "upload/storage-error" }]';
  const given = "chaos" in options ? options : { scenarios: [temporaryFolder().write("own.yaml", written)] };
  await expect(composeMock({ ...STILL, ...given })).rejects.toThrow(sentence);
});

it("refuses a submit that carries a scenario of uploads, and warns of one in a prompt", async () => {
  const mock = await composeMock(STILL);
  open.push(mock);
  const submit = (prompt: string, key: string, scenario?: string) =>
    mock.parts.engine.submit({
      authorization: `Bearer ${key}`,
      contentType: "application/json",
      body: JSON.stringify({ ...plainBody, prompt }),
      linkBase: "http://wan-mock.test",
      scenario,
    });
  const sentence = 'scenario "upload/storage-error" belongs to the upload: a submit cannot carry it';
  const refused = await submit("x", "key-a", "upload/storage-error");
  expect([refused.status, refused.findings[0]?.message]).toEqual([400, sentence]);
  const warned = await submit("x [mock:upload/storage-error]", "key-a");
  expect([warned.status, warned.findings[0]?.message]).toEqual([200, sentence]);
  expect((await submit("x", "sk-mock-upload/storage-error")).status).toBe(200);
});
