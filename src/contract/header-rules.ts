import { quoteForMessage } from "../errors/quote-for-message.js";
import { type Finding, makeFinding } from "./finding.js";
import { allModels } from "./models/model-ids.js";
import type { Rule, RuleMeta } from "./rules/define-rule.js";
import type { ContractSettings } from "./settings.js";

/** A rule about a header of the submit. It is set like the rules about bodies; a body alone cannot break it. */
export type HeaderRule<Message extends string = string, Id extends string = string> = Pick<
  Rule<Message, Id>,
  "id" | "meta"
>;

const contentTypeIsJson = headerRule("content-type-is-json", {
  summary: "Report a body that `Content-Type` does not call JSON",
  source: { page: "wan2.7-text-to-video", at: "/paths/~1v1~1videos~1generations/post/requestBody" },
  messages: { header: "Content-Type must be application/json, got {value}" },
});

const idempotencyKeyIsWellFormed = headerRule("idempotency-key-is-well-formed", {
  summary: "Report an `Idempotency-Key` that is not 16 to 96 letters, digits, dots, underscores or hyphens",
  source: { page: "vendor clients", at: "Idempotency-Key" },
  messages: {
    header:
      "Idempotency-Key must be 16 to 96 of A-Z a-z 0-9 . _ -, got {value}: the service ignores it, and a retry makes a new task",
  },
});

const apiKeyIsSet = headerRule("api-key-is-set", {
  summary:
    "Report an API key such as `undefined` or `$EVOLINK_API_KEY`, which an unset variable leaves behind",
  source: { page: "wan2.7-text-to-video", at: "/components/securitySchemes/bearerAuth" },
  messages: {
    header:
      "Authorization holds the text that an unset variable leaves in place of an API key: set the variable, the service answers 401",
  },
});

const headerRuleList = [contentTypeIsJson, idempotencyKeyIsWellFormed, apiKeyIsSet] as const;

/** Every rule about headers. */
export const headerRules: readonly HeaderRule[] = headerRuleList;

/** Id of a rule about headers. */
export type HeaderRuleId = (typeof headerRuleList)[number]["id"];

function headerRule<const Id extends string>(
  id: Id,
  stated: Pick<RuleMeta<"header">, "summary" | "source" | "messages">,
): HeaderRule<"header", Id> {
  const examples = { accepts: [], refuses: [] };
  return { id, meta: { ...stated, models: allModels, severity: "warn", parameters: [], examples } };
}

/**
 * The complaint of a header rule, as severe as the settings have it; `undefined` where it is off.
 *
 * @param value - the header's, fit to be shown
 */
function headerFinding(
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

const JSON_TYPE = /^\s*application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/**
 * A JSON body under another content type is read all the same, and reported: `curl -d` without the header
 * is the commonest first mistake.
 */
export function contentTypeFinding(
  header: string | undefined,
  settings: ContractSettings,
): Finding | undefined {
  if (header !== undefined && (header === "application/json" || JSON_TYPE.test(header))) return undefined;
  return headerFinding(contentTypeIsJson, header === undefined ? "none" : quoteForMessage(header), settings);
}

const FORMAT = /^[A-Za-z0-9._-]{16,96}$/;

/** Whether the text of an `Idempotency-Key` header is one that the service heeds. */
export function isIdempotencyKey(header: string): boolean {
  return FORMAT.test(header);
}

/** A malformed key is ignored, so a retry would be a second paid task: worth a warning. */
export function idempotencyKeyFinding(
  header: string | undefined,
  settings: ContractSettings,
): Finding | undefined {
  if (header === undefined || isIdempotencyKey(header)) return undefined;
  return headerFinding(idempotencyKeyIsWellFormed, quoteForMessage(header), settings);
}

/** `Bearer undefined`, `Bearer null`, `Bearer $EVOLINK_API_KEY`, `Bearer ${EVOLINK_API_KEY}`, and what other languages print. */
const UNSET_KEY = /^bearer +(?:undefined|null|none|nil|nan|\[object Object\]|\$\w+|\$?\{\{?[\w .]+\}\}?) *$/i;

/** Any key is accepted as a rule, so a test would not notice that its client sends none. */
export function apiKeyFinding(
  authorization: string | undefined,
  settings: ContractSettings,
): Finding | undefined {
  if (authorization === undefined || !UNSET_KEY.test(authorization)) return undefined;
  return headerFinding(apiKeyIsSet, "", settings);
}

/** A rule as the catalogue shows it. */
export function ruleEntry({ id, meta }: HeaderRule): object {
  return {
    id,
    summary: meta.summary,
    severity: meta.severity,
    ...(meta.failure === undefined ? {} : { failure: meta.failure }),
    models: meta.models,
    ...(meta.everyModel === true ? { everyModel: true } : {}),
    ...(meta.policy === true ? { house: true } : {}),
    parameters: meta.parameters,
    source: meta.source,
    messages: meta.messages,
    examples: meta.examples,
  };
}
