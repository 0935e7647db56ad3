import { type Finding, makeFinding, type Source } from "./finding.js";
import { allModels } from "./models/model-ids.js";
import { type RuleMeta } from "./rules/define-rule.js";
import type { ContractSettings } from "./settings.js";

/** A rule about a header of the submit. It is set like the rules about bodies; a body alone cannot break it. */
export interface HeaderRule<Message extends string = string> {
  readonly id: string;
  readonly meta: RuleMeta<Message>;
}

export const contentTypeIsJson = defineHeaderRule({
  id: "content-type-is-json",
  summary: "Report a body that `Content-Type` does not call JSON",
  source: { page: "wan2.7-text-to-video", at: "/paths/~1v1~1videos~1generations/post/requestBody" },
  message: "Content-Type must be application/json, got {value}",
});

export const idempotencyKeyIsWellFormed = defineHeaderRule({
  id: "idempotency-key-is-well-formed",
  summary: "Report an `Idempotency-Key` that is not 16 to 96 letters, digits, dots, underscores or hyphens",
  source: { page: "vendor clients", at: "Idempotency-Key" },
  message:
    "Idempotency-Key must be 16 to 96 of A-Z a-z 0-9 . _ -, got {value}: the service ignores it, and a retry makes a new task",
});

/** Every rule about headers. */
export const headerRules: readonly HeaderRule[] = [contentTypeIsJson, idempotencyKeyIsWellFormed];

function defineHeaderRule({
  id,
  summary,
  source,
  message,
}: {
  readonly id: string;
  readonly summary: string;
  readonly source: Source;
  readonly message: string;
}): HeaderRule<"header"> {
  const meta = {
    summary,
    source,
    models: allModels,
    severity: "warn",
    parameters: [],
    messages: { header: message },
    examples: { accepts: [], refuses: [] },
  } as const;
  return { id, meta };
}

/**
 * The complaint of a header rule, as severe as the settings have it; `undefined` where it is off.
 *
 * @param value - the header's, fit to be shown
 */
export function headerFinding(
  { id, meta }: HeaderRule<"header">,
  value: string,
  settings: ContractSettings,
): Finding | undefined {
  const setting = settings.rules[id] ?? meta.severity;
  if (setting === "off") return undefined;
  return makeFinding({
    rule: id,
    severity: settings.strict ? "error" : setting,
    pointer: "",
    message: meta.messages.header.replace("{value}", () => value),
    source: meta.source,
  });
}
