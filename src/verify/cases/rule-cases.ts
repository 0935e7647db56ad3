import type { Contract } from "../../contract/contract.js";
import type { Rule, RuleExample } from "../../contract/rules/define-rule.js";
import { rules } from "../../contract/rules/rule-list.js";
import { submitCase } from "../submit-case.js";
import { submitVerdict } from "../submit-verdict.js";
import type { ExchangeCase } from "../verify-case.js";

/**
 * The examples of the rules: what a rule accepts passes, what it refuses is refused, and what it only reports passes.
 * Policy rules belong to whoever runs a mock, and a broken media file shows only to a service that fetches it.
 */
export function ruleCases(readings: readonly Contract[]): ExchangeCase[] {
  return rules
    .filter(({ meta }) => meta.policy !== true)
    .flatMap((rule) => [
      ...rule.meta.examples.accepts.map((example, index) =>
        exampleCase(rule, { text: textOf(example), which: `accepts #${index + 1}` }, readings),
      ),
      ...rule.meta.examples.refuses.flatMap((example, index) => {
        if (example.assets !== undefined) return [];
        const text = textOf(example);
        const verb = submitVerdict(text).rejection === undefined ? "lets pass" : "refuses";
        return [exampleCase(rule, { text, which: `${verb} #${index + 1}` }, readings)];
      }),
    ]);
}

function exampleCase(
  rule: Rule,
  { text, which }: { text: string; which: string },
  readings: readonly Contract[],
): ExchangeCase {
  const { model } = JSON.parse(text) as { model: string };
  return submitCase({ name: `${model}/${rule.id} ${which}`, group: `${model}: rules`, text }, readings);
}

function textOf({ body }: RuleExample): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}
