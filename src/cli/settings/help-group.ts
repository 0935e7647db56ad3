/** Headings of the help, and the flags that stand under each; what has no topic stands first. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  "Serving:": ["port", "host", "public-url", "max-body", "log", "network"],
  "Time and chance:": ["pace", "clock", "now", "seed"],
  "API keys, credits and limits:": [
    "key",
    "balance",
    "price-list",
    "price",
    "rate-limit",
    "rate-limit-queries",
    "concurrency",
    "accounts",
  ],
  "Callbacks:": [
    "forward-to",
    "callback-map",
    "allow-local-callbacks",
    "allow-external-callbacks",
    "callback-patience",
    "deliveries",
  ],
  "Errors on demand:": ["scenarios", "chaos"],
  "What is accepted:": [
    "spec",
    "only-spec",
    "strict",
    "rule",
    "policy",
    "unknown-model",
    "prompt-optional",
    "long-prompt",
    "assets",
    "asset-failures",
  ],
  "Control side and journal:": [
    "control-token",
    "allow-host",
    "tasks",
    "journal-entries",
    "journal-age",
    "coverage",
  ],
};

/**
 * The heading of the help that a flag stands under; the help lists them in the order of its flags.
 *
 * @param name - the flag without dashes
 */
export function helpGroup(name: string): string {
  const found = Object.entries(GROUPS).find(([, names]) => names.includes(name));
  return found?.[0] ?? "Options:";
}
