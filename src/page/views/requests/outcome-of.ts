import type { components } from "../../generated/control-api.js";

type RequestEntry = components["schemas"]["RequestEntry"];

/** An outcome in a line: what was wrong, else what was answered. */
export interface Outcome {
  readonly kind: "refused" | "warned" | "fine";
  readonly text: string;
}

/** The first thing to know of a call: its refusal, else a warning, else what the answer told. */
export function outcomeOf(entry: RequestEntry): Outcome {
  const { status, code, message, fault, findings } = entry;
  const error = findings.find(({ severity }) => severity === "error");
  if (status === 0)
    return { kind: "refused", text: `no answer arrived${fault === undefined ? "" : `: ${fault}`}` };
  if (status >= 400) return { kind: "refused", text: error?.message ?? message ?? code ?? `HTTP ${status}` };
  if (error !== undefined) return { kind: "warned", text: `task fails: ${error.message}` };
  const [warning] = findings;
  if (warning !== undefined) return { kind: "warned", text: warning.message };
  return { kind: "fine", text: told(entry) };
}

function told({ shown, progress, seen, credits_reserved: credits, replayed }: RequestEntry): string {
  if (replayed !== undefined) return "answer of an earlier submit again";
  if (shown !== undefined) return shown === "processing" ? `${shown}, ${progress ?? 0} %` : shown;
  if (seen !== undefined) return seen.length === 1 ? "1 task" : `${seen.length} tasks`;
  return credits === undefined ? "" : `${credits} credits reserved`;
}

/** A path with task ids cut to their last part. */
export function shortPath(path: string): string {
  return path.replaceAll(/task-unified-\d+-/g, "…");
}
