import { envelope, fileEnvelope, rejection } from "../../../contract/rejection.js";
import { taskPath, vendorOperations } from "../../../contract/vendor-operations.js";
import { optionTable } from "../../../options/option-table.js";
import type { FileScenario } from "../../../simulation/scenarios/file-scenario.js";
import type { Scenario } from "../../../simulation/scenarios/scenario-catalogue.js";
import type { ScenarioEffect, ScenarioOperation } from "../../../simulation/scenarios/scenario-effect.js";
import type { Explanation } from "../../reports/print-catalogue.js";

const BASE = `http://127.0.0.1:${optionTable.port.default}`;
const AUTH = "-H 'Authorization: Bearer any-key'";

/** What happens, who is hit and how it is asked for. */
export function explainScenario({ name, kind, operation, summary, effect }: Scenario): Explanation {
  const isUpload = operation === "upload";
  return {
    name,
    kind,
    summary,
    facts: [
      ["hits", hit[operation]],
      ...answerOf(effect, operation),
      ["header", `X-Wan-Mock-Scenario: ${name}, ${headerOn(operation)}`],
      ...(isUpload ? [] : [["prompt", `[mock:${name}] anywhere in it`] as const]),
      ...(name.includes("/") && !isUpload ? [] : [["API key", `sk-mock-${name}`] as const]),
      ["queue", `POST /_mock/scenarios/next with {"name":"${name}","times":2}`],
      ["in a test", `mock.scenario("${name}", { times: 2 })`],
      ...(isUpload ? [] : [["by chance", `--chaos ${name}=0.05`] as const]),
      ["limit", `${name}:2 hits the first two calls of each API key`],
    ],
    examples: [["Try it", trial(name, operation)]],
  };
}

const hit: Readonly<Record<ScenarioOperation, string>> = {
  submit: `submits (POST ${vendorOperations.submit.path})`,
  query: `queries (GET ${taskPath("TASK_ID")}), of one task where its submit asked for it`,
  download: "downloads of the result, of one task where its submit asked for it",
  callback: "the callback of the task whose submit asked for it",
  upload: "calls to the file service",
};

function headerOn(operation: ScenarioOperation): string {
  if (operation === "query") return "on the query or on the submit";
  if (operation === "upload") return "on the call";
  return operation === "download" ? "on the download or on the submit" : "on the submit";
}

function answerOf(
  effect: ScenarioEffect,
  operation: ScenarioOperation,
): (readonly [label: string, ...texts: string[]])[] {
  if (effect.kind !== "answer") return [];
  const { entry, retryAfterSeconds } = effect;
  const retry = retryAfterSeconds === undefined ? "" : `, Retry-After: ${retryAfterSeconds}`;
  const answer = (operation === "upload" ? fileEnvelope : envelope)(rejection(entry));
  return [["answer", `${entry.status}${retry}`, answer]];
}

function trial(name: string, operation: ScenarioOperation): readonly string[] {
  const asked = `-H 'X-Wan-Mock-Scenario: ${name}'`;
  if (operation === "upload") return [`curl -i ${BASE}${vendorOperations.fileList.path} ${AUTH} ${asked}`];
  const callback = operation === "callback" ? ',"callback_url":"https://hooks.example.com/done"' : "";
  const body = `-H 'Content-Type: application/json' -d '{"model":"wan2.7-text-to-video","prompt":"A fox"${callback}}'`;
  const submit = `curl -i ${BASE}${vendorOperations.submit.path} ${AUTH} ${asked} ${body}`;
  if (operation === "query") return [submit, `curl -i ${BASE}${taskPath("TASK_ID")} ${AUTH}`];
  if (operation === "download") return [submit, `curl -i ${BASE}/files/TASK_ID.mp4 -o clip.mp4`];
  return [submit];
}

/** The same for a scenario of a file; the API key of a match stays unseen. */
export function explainFileScenario(scenario: FileScenario): Explanation {
  const { name, summary, source, match, times, calls } = scenario;
  const shown =
    match === undefined ? undefined : { ...match, ...(match.key === undefined ? {} : { key: "..." }) };
  return {
    name,
    kind: "file",
    summary,
    facts: [
      ["stated in", source],
      ["does", ...new Set(calls.map(({ scenario: { summary: does } }) => does))],
      ["hits", shown === undefined ? "submits that ask for it by name" : hitsOf(shown)],
      ...(times === undefined
        ? []
        : [["limit", `the first ${times} matching submits of each API key`] as const]),
    ],
    examples: [["Try it", trial(name, "submit")]],
  };
}

function hitsOf(match: object): string {
  return Object.keys(match).length === 0
    ? "every submit"
    : `submits that match ${JSON.stringify(match)}, and those that ask for it by name`;
}
