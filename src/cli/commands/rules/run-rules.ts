import { validateRequest } from "../../../compose/validate-request.js";
import { type HeaderRule, headerRules, ruleEntry } from "../../../contract/header-rules.js";
import { allModels } from "../../../contract/models/model-ids.js";
import type { RuleExample } from "../../../contract/rules/define-rule.js";
import { rules } from "../../../contract/rules/rule-list.js";
import { nameAdvice } from "../../../errors/close-names.js";
import { invalidOption } from "../../../errors/kit-error.js";
import { quoteForMessage } from "../../../errors/quote-for-message.js";
import {
  type Explanation,
  type Note,
  printCatalogue,
  printExplanation,
} from "../../reports/print-catalogue.js";
import type { Terminal } from "../../terminal/terminal.js";

const everyRule: readonly HeaderRule[] = [...rules, ...headerRules];

/**
 * Lists the rules, or explains one with its examples.
 *
 * @throws {KitError} `INVALID_OPTION` for an id that no rule has
 */
export function runRules(terminal: Terminal, format: "pretty" | "json", id?: string): void {
  if (id !== undefined) {
    const rule = everyRule.find((one) => one.id === id);
    if (rule === undefined) throw unknownRule(id);
    const json = { rules: [ruleEntry(rule)] };
    printExplanation(terminal, format, { json, explanation: () => explanationOf(rule) });
    return;
  }
  printCatalogue(terminal, format, {
    json: { rules: everyRule.map(ruleEntry) },
    rows: everyRule.map(({ id, meta }) => [id, meta.severity, shortModels(meta.models), meta.summary]),
    end: [
      `${everyRule.length} rules; "wan-mock rules ID" explains one, --format json tells sources, messages and examples`,
    ],
  });
}

function unknownRule(id: string) {
  const known = everyRule.map((rule) => rule.id);
  const advice = nameAdvice(id, known);
  const isGuess = advice.startsWith("did you mean");
  return invalidOption(
    `there is no rule ${quoteForMessage(id)}: ${isGuess ? advice : '"wan-mock rules" lists them'}`,
  );
}

function shortModels(models: readonly string[]): string {
  const short = (ids: readonly string[]) => ids.map((id) => id.replace("wan2.7-", "")).join(", ");
  const others = allModels.filter((id) => !models.includes(id));
  if (others.length === 0) return "all";
  return others.length === 1 ? `all but ${short(others)}` : short(models);
}

function explanationOf({ id, meta }: HeaderRule): Explanation {
  const { severity, summary, models, parameters, source, failure, messages, examples } = meta;
  const other = severity === "error" ? "warn" : "error";
  return {
    name: id,
    kind: severity,
    summary,
    facts: [
      ["models", shortModels(models)],
      ...(parameters.length === 0 ? [] : [["reads", parameters.join(", ")] as const]),
      ["messages", ...Object.values<string>(messages)],
      ...(failure === undefined
        ? []
        : [["fails with", `${failure.code}: ${failure.message} (the submit is accepted)`] as const]),
      ["stated in", `${source.page}, ${source.at}`],
      ["change it", `--rule ${id}=${other}, or --rule ${id}=off`],
    ],
    examples: [
      ["Accepted", examples.accepts.flatMap((example) => exampleLines(example))],
      [
        severity === "error" ? "Refused" : "Reported",
        examples.refuses.flatMap((example) => exampleLines(example, id)),
      ],
    ].filter((part): part is [string, (string | Note)[]] => (part[1]?.length ?? 0) > 0),
  };
}

/** A body as it can be sent, what is assumed besides, and what the rule says of it. */
function exampleLines(example: RuleExample, id?: string): (string | Note)[] {
  const { body, assets, policy, spending } = example;
  const notes = Object.entries(assets ?? {}).map(
    ([url, asset]) => `where ${url} is ${JSON.stringify(asset)}`,
  );
  if (policy !== undefined) notes.push(`under the house rules ${JSON.stringify(policy)}`);
  if (spending !== undefined)
    notes.push(
      `where the key has spent ${spending.spentToday} credits today and this costs ${spending.cost}`,
    );
  const { findings } = validateRequest(body, policy === undefined ? {} : { policy }, assets);
  const message = findings.find(({ rule }) => rule === id)?.message;
  if (message !== undefined) notes.push(message);
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return [...text.split("\n"), ...notes.map((note) => ({ note }))];
}
