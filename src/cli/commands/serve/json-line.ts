import type { JournalEvent } from "../../../ports/journal.js";
import { toCredits } from "../../../simulation/pricing.js";

/** Whatever happened as a JSON line. */
export function jsonLine(entry: JournalEvent): string {
  if (entry.kind !== "request") {
    const { at, ...rest } = entry;
    return JSON.stringify({ time: new Date(at).toISOString(), ...rest });
  }
  const { at, milliseconds, findings, reserved, sent: _sent, ...rest } = entry;
  return JSON.stringify({
    time: new Date(at).toISOString(),
    ...rest,
    ms: Number(milliseconds.toFixed(2)),
    ...(reserved === undefined ? {} : { credits: toCredits(reserved) }),
    findings: findings.map(({ rule, severity, pointer, message, effect }) => ({
      ...{ rule, severity, pointer, message },
      ...(effect === undefined ? {} : { effect }),
    })),
  });
}
