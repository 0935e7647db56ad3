import { constant } from "../state/resource.js";
import { linkTo } from "../state/route.js";
import type { Schemas } from "../state/source.js";

/** The rule of a finding; `undefined` for findings of the schema, and until the rules are read. */
export function ruleOf(id: string): Schemas["Rule"] | undefined {
  return constant<Schemas["RuleList"]>("/_mock/rules").value.value?.items.find((rule) => rule.id === id);
}

/** The id of a rule, as a link where the rule has a page. */
export function RuleLink({ id }: { readonly id: string }) {
  return ruleOf(id) === undefined ? (
    <code>{id}</code>
  ) : (
    <a class="mono" href={linkTo("rules", id)}>
      {id}
    </a>
  );
}
