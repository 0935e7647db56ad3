import { operationAt, vendorOperations } from "../../../contract/vendor-operations.js";
import type { Journal, JournalEntry, RequestEvent } from "../../../ports/journal.js";
import { toCredits } from "../../../simulation/pricing.js";

interface Family {
  readonly name: string;
  readonly type: "counter" | "gauge";
  readonly help: string;
  /** Values by their label text. */
  readonly values: Map<string, number>;
}

/** Totals since the start, in the Prometheus text format (version 0.0.4). Counts the entries of the journal. */
export class PrometheusMetrics {
  readonly #families: Family[] = [];
  readonly #requests = this.#counter("requests", "Requests by route, method and status.");
  readonly #tasks = this.#family("tasks", "gauge", "Tasks by model and status: live, completed, failed.");
  readonly #credits = this.#counter("credits", "Credits reserved, charged and refunded, by model.");
  readonly #attempts = this.#counter("callback_attempts", "Attempts to call back, by outcome.");
  readonly #findings = this.#counter("findings", "Findings by rule and severity.");
  readonly #habits = this.#counter(
    "habits",
    "Habits of clients by name and severity: API keys under which each was seen.",
  );

  constructor(journal: Journal) {
    journal.subscribe((entry) => this.#count(entry));
  }

  /** All families, with `# HELP` and `# TYPE`. */
  text(): string {
    const lines: string[] = [];
    for (const { name, type, help, values } of this.#families) {
      lines.push(`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`);
      for (const [labels, value] of values) lines.push(`${name}{${labels}} ${value}`);
    }
    return `${lines.join("\n")}\n`;
  }

  #count(entry: JournalEntry): void {
    switch (entry.kind) {
      case "request": {
        const { method, status, findings, reserved, model = "" } = entry;
        const route = templateOf(entry);
        add(this.#requests, { route, method, status: String(status) }, 1);
        for (const { rule, severity } of findings) add(this.#findings, { rule, severity }, 1);
        if (reserved !== undefined) {
          add(this.#tasks, { model, status: "live" }, 1);
          add(this.#credits, { model, movement: "reserved" }, toCredits(reserved));
        }
        return;
      }
      case "settle":
      case "refund": {
        const { model = "", status, amount } = entry;
        const movement = entry.kind === "settle" ? "charged" : "refunded";
        add(this.#tasks, { model, status: "live" }, -1);
        add(this.#tasks, { model, status }, 1);
        add(this.#credits, { model, movement }, toCredits(amount));
        return;
      }
      case "callback":
        add(this.#attempts, { outcome: outcomeOf(entry) }, 1);
        return;
      case "habit":
        add(this.#habits, { habit: entry.habit, severity: entry.severity }, 1);
        return;
      case "reset":
        if (entry.scope === "all" || entry.scope === "tasks") this.#tasks.values.clear();
        return;
      case "task":
      case "clock":
        return;
    }
  }

  #counter(name: string, help: string): Family {
    return this.#family(`${name}_total`, "counter", help);
  }

  #family(name: string, type: Family["type"], help: string): Family {
    const family = { name: `wan_mock_${name}`, type, help, values: new Map<string, number>() };
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

/** Asked first, since every request comes by here and hardly a label needs it. */
const SPECIAL = /["\\\n]/;

function escaped(value: string): string {
  if (!SPECIAL.test(value)) return value;
  return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
}

function add({ values }: Family, labels: Readonly<Record<string, string>>, amount: number): void {
  let text = "";
  for (const name in labels) text += `${text === "" ? "" : ","}${name}="${escaped(labels[name] ?? "")}"`;
  // Credits are sums of millionths; without rounding, binary fractions would show.
  values.set(text, Math.round(((values.get(text) ?? 0) + amount) * 1e6) / 1e6);
}
