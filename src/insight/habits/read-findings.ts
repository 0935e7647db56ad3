import { speltOut } from "../../text/control-characters.js";
import { isJsonObject } from "../../text/is-json-object.js";
import type { HabitFinding } from "./habit-finding.js";

/**
 * Reads findings that come from outside: out of a file, or from another mock, which writes instants as ISO 8601 texts.
 * Their texts may hold parts of a request: control characters are spelt out.
 *
 * @returns the findings, or why the value holds none, as the end of a sentence
 */
export function readFindings(value: unknown): readonly HabitFinding[] | string {
  if (!Array.isArray(value)) return "habits must be a list of findings";
  const findings: HabitFinding[] = [];
  for (const [place, item] of value.entries()) {
    const finding = readFinding(item);
    if (finding === undefined) return `habits must be a list of findings, and item ${place} is none`;
    findings.push(finding);
  }
  return findings;
}

function readFinding(value: unknown): HabitFinding | undefined {
  if (!isJsonObject(value)) return undefined;
  const { habit, severity, message, at, key, model, task, evidence } = value;
  const instant = typeof at === "string" ? Date.parse(at) : at;
  if (
    typeof habit !== "string" ||
    habit === "" ||
    (severity !== "error" && severity !== "warn") ||
    typeof message !== "string" ||
    typeof instant !== "number" ||
    !Number.isFinite(instant) ||
    !isTextOrNothing(key) ||
    !isTextOrNothing(model) ||
    !isTextOrNothing(task) ||
    !Array.isArray(evidence) ||
    !evidence.every((number) => Number.isSafeInteger(number))
  )
    return undefined;
  return {
    habit: speltOut(habit),
    severity,
    message: speltOut(message),
    at: instant,
    ...(key === undefined ? {} : { key: speltOut(key) }),
    ...(model === undefined ? {} : { model: speltOut(model) }),
    ...(task === undefined ? {} : { task: speltOut(task) }),
    evidence: evidence as number[],
  };
}

function isTextOrNothing(value: unknown): value is string | undefined {
  return value === undefined || typeof value === "string";
}
