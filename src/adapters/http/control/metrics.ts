import { operationAt, vendorOperations } from "../../../contract/vendor-operations.js";
import type { Journal, JournalEntry, RequestEvent } from "../../../ports/journal.js";
import { toCredits } from "../../../simulation/pricing.js";

/** Totals by the value of a label, and under it by that of the next. Texts are made when somebody reads them. */
interface Series {
  readonly next: Map<string | number, Series>;
  total: number;
}

interface Family {
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly help: string;
  readonly labels: readonly string[];
  readonly series: Series;
}

/** Totals since the start, in the Prometheus text format (version 0.0.4). Counts the entries of the journal. */
export class PrometheusMetrics {
  readonly #families: Family[] = [];
  readonly #requests = this.#counter("requests", "Requests by route, method and status.", [
    "route",
    "method",
    "status",
  ]);
  readonly #tasks = this.#family("tasks", "gauge", "Tasks by model and status: live, completed, failed.", [
    "model",
    "status",
  ]);
  /** In micro-credits, whose sums are exact. */
  readonly #credits = this.#counter("credits", "Credits reserved, charged and refunded, by model.", [
    "model",
    "movement",
  ]);
  readonly #attempts = this.#counter("callback_attempts", "Attempts to call back, by outcome.", ["outcome"]);
  readonly #findings = this.#counter("findings", "Findings by rule and severity.", ["rule", "severity"]);
  readonly #habits = this.#counter(
    "habits",
    "Habits of clients by name and severity: API keys under which each was seen.",
    ["habit", "severity"],
  );

  constructor(journal: Journal) {
    journal.subscribe((entry) => this.#count(entry));
  }

  /** All families, with `# HELP` and `# TYPE`. */
  text(): string {
    const lines: string[] = [];
    for (const family of this.#families) {
      const { name, type, help, labels, series } = family;
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [values, total] of totalsIn(series)) {
        const shown = family === this.#credits ? toCredits(total) : total;
        const text = labels.map((label, place) => `${label}="${escaped(String(values[place]))}"`).join(",");
        lines.push(`${name}{${text}} ${shown}`);
      }
    }
    return `${lines.join("\n")}\n`;
  }

  #count(entry: JournalEntry): void {
    switch (entry.kind) {
      case "request": {
        const { method, status, findings, reserved, model = "" } = entry;
        add(this.#requests, 1, templateOf(entry), method, status);
        for (const { rule, severity } of findings) add(this.#findings, 1, rule, severity);
        if (reserved !== undefined) {
          add(this.#tasks, 1, model, "live");
          add(this.#credits, reserved, model, "reserved");
        }
        return;
      }
      case "settle":
      case "refund": {
        const { model = "", status, amount } = entry;
        add(this.#tasks, -1, model, "live");
        add(this.#tasks, 1, model, status);
        add(this.#credits, amount, model, entry.kind === "settle" ? "charged" : "refunded");
        return;
      }
      case "callback":
        add(this.#attempts, 1, outcomeOf(entry));
        return;
      case "habit":
        add(this.#habits, 1, entry.habit, entry.severity);
        return;
      case "reset":
        if (entry.scope === "all" || entry.scope === "tasks") this.#tasks.series.next.clear();
        return;
      case "task":
      case "clock":
        return;
    }
  }

  #counter(name: string, help: string, labels: readonly string[]): Family {
    return this.#family(`${name}_total`, "counter", help, labels);
  }

  #family(name: string, type: Family["type"], help: string, labels: readonly string[]): Family {
    const family = { name: `wan_mock_${name}`, type, help, labels, series: { next: new Map(), total: 0 } };
    this.#families.push(family);
    return family;
  }
}

/** The path that a request counts under; ids would make a series of their own each. */
function templateOf({ route, path }: Pick<RequestEvent, "route" | "path">): string {
  const operation = route === "unknown" ? operationAt(path) : vendorOperations[route];
  return operation?.path ?? "other";
}

function outcomeOf({ attempt, status }: { attempt: number; status?: number }): string {
  if (attempt === 0) return "withheld";
  return status === undefined ? "no answer" : `${Math.floor(status / 100)}xx`;
}

function escaped(value: string): string {
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

/** Every request comes by here, several times. */
function add(family: Family, amount: number, ...values: readonly (string | number)[]): void {
  let series = family.series;
  for (const value of values) {
    let next = series.next.get(value);
    if (next === undefined) series.next.set(value, (next = { next: new Map(), total: 0 }));
    series = next;
  }
  series.total += amount;
}

function* totalsIn(
  series: Series,
  values: readonly (string | number)[] = [],
): Iterable<readonly [values: readonly (string | number)[], total: number]> {
  if (series.next.size === 0 && values.length > 0) yield [values, series.total];
  for (const [value, next] of series.next) yield* totalsIn(next, [...values, value]);
}
