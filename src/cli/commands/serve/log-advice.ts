import type { RequestEvent } from "../../../ports/journal.js";

/** The client keeps the public address it will have in production; the mock brings the callback here. */
const CALLBACK_ADVICE =
  "to get callbacks on this machine: send a public HTTPS address and start with --forward-to http://localhost:3000/hooks (or accept this address, with a warning: --allow-local-callbacks)";

/** Advice by rule id. */
const byRule: Readonly<Record<string, string>> = {
  "callback-url-is-https": CALLBACK_ADVICE,
  "callback-url-is-public": CALLBACK_ADVICE,
  "body-size": "to accept larger bodies: --max-body BYTES",
};

/** Sentences that tell whoever runs the mock how to get past a refusal. */
export function adviceFor(entry: RequestEvent): string[] {
  if (entry.status < 400) return [];
  const lines = new Set<string>(entry.hint === undefined ? [] : [entry.hint]);
  for (const finding of entry.findings) {
    const advice = byRule[finding.rule];
    // A finding with a suggestion says itself what to change.
    if (finding.severity === "error" && finding.suggestions === undefined && advice !== undefined)
      lines.add(advice);
  }
  if (entry.status === 401 && entry.scenario === undefined) {
    lines.add(
      entry.key === undefined
        ? "send the header Authorization: Bearer KEY"
        : "send an API key that --key or accounts lists: this one is not accepted",
    );
  }
  if (entry.status === 404 && entry.route === "query") {
    lines.add(
      "use an id that this server issued; without --data or --store it forgets its tasks when it stops",
    );
  }
  if (entry.status === 403 && entry.route === "query") {
    lines.add("query with the API key that submitted the task");
  }
  return [...lines];
}
