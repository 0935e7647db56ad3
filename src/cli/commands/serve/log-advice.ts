import { keyLabel } from "../../../options/read-accounts.js";
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

/** Texts that a client sends as its API key when a variable was not set, by the label of each. */
let unsetKeys: ReadonlyMap<string, string> | undefined;

function unsetKey(label: string | undefined): string | undefined {
  unsetKeys ??= new Map(["undefined", "null", "None", "NaN"].map((key) => [keyLabel(key), key]));
  return label === undefined ? undefined : unsetKeys.get(label);
}

/**
 * Sentences that tell whoever runs the mock how to get past a refusal, and what will be refused in production.
 *
 * @param given - advice that was given before and is not given again; takes what is new
 */
export function adviceFor(entry: RequestEvent, given: Set<string>): string[] {
  const text = unsetKey(entry.key);
  const advice: string[] = [];
  if (text !== undefined && !given.has(text)) {
    given.add(text);
    advice.push(`the API key is the text "${text}": set the variable that the client takes it from`);
  }
  return entry.status < 400 ? advice : [...advice, ...adviceOnRefusal(entry)];
}

function adviceOnRefusal(entry: RequestEvent): string[] {
  const lines = new Set<string>(entry.hint === undefined ? [] : [entry.hint]);
  for (const finding of entry.findings) {
    const advice = byRule[finding.rule];
    // A finding with a suggestion says itself what to change.
    if (finding.severity === "error" && finding.suggestions === undefined && advice !== undefined)
      lines.add(advice);
  }
  if (entry.status === 401) {
    lines.add("send the header Authorization: Bearer KEY (any non-empty key, or one of --key)");
  }
  if (entry.status === 404 && entry.route === "query") {
    lines.add("tasks live only as long as this process: use an id that this server issued");
  }
  if (entry.status === 403 && entry.route === "query") {
    lines.add("query with the API key that submitted the task");
  }
  return [...lines];
}
