import { errorCatalogue } from "../src/contract/error-catalogue.js";
import { headerRules } from "../src/contract/header-rules.js";
import { allModels } from "../src/contract/models/model-ids.js";
import { rules } from "../src/contract/rules/rule-list.js";
import { taskFailures } from "../src/contract/task-failures.js";
import { habits } from "../src/insight/habits/habit-list.js";
import {
  anyStatus,
  type Scenario,
  type ScenarioKind,
  scenarios,
} from "../src/simulation/scenarios/scenario-catalogue.js";
import { code, markdownTable } from "./markdown-table.js";

/** The prose rules, in the order in which they are checked. */
export function ruleTable(): string {
  const rows = [...rules, ...headerRules].map(({ id, meta }) => [
    code(id),
    meta.policy === true ? `${meta.severity}, once set` : meta.severity,
    meta.models.length === allModels.length ? "all" : meta.models.map(shortModel).join(", "),
    meta.summary,
  ]);
  return markdownTable(["rule", "severity", "models", "effect"], rows);
}

const shortModel = (id: string) => id.replace("wan2.7-", "");

const headings: Readonly<Record<ScenarioKind, string>> = {
  http: "HTTP errors",
  task: "Failed and odd tasks",
  transport: "Broken connections",
  callback: "Callbacks",
  download: "Result files",
};

/** The built-in scenarios, by what they spoil. */
export function scenarioTables(): string {
  return Object.entries(headings)
    .map(([kind, heading]) => {
      const rows: Pick<Scenario, "name" | "summary">[] = scenarios.filter((one) => one.kind === kind);
      if (kind === anyStatus.kind) rows.push(anyStatus);
      const table = markdownTable(
        ["name", "effect"],
        rows.map(({ name, summary }) => [code(name), summary]),
      );
      return `## ${heading}\n\n${table}`;
    })
    .join("\n");
}

/** The habits that are looked for. */
export function habitTable(): string {
  const rows = habits.map(({ id, meta }) => [code(id), meta.severity, meta.summary, meta.advice]);
  return markdownTable(["habit", "severity", "the client", "instead"], rows);
}

/** Every HTTP error of the vendor side; those of the file service have no type. */
export function errorTable(): string {
  const from = {
    submit: "submit",
    query: "query",
    upload: "file service",
    shared: "any route",
    proxy: "calls through `proxy`",
  };
  const rows = Object.entries(errorCatalogue).flatMap(([table, entries]) =>
    Object.values(entries).map(({ status, code: name, type, message }) => [
      from[table as keyof typeof errorCatalogue],
      String(status),
      code(name),
      table === "upload" ? "" : code(type),
      message,
    ]),
  );
  return markdownTable(["answer to", "status", "code", "type", "message"], rows);
}

/** The codes with which a task fails. */
export function failureTable(): string {
  const rows = Object.entries(taskFailures).map(([name, message]) => [code(name), message]);
  return markdownTable(["code", "message"], rows);
}
