import type { Contract } from "../contract/contract.js";
import type { Body } from "../contract/rules/define-rule.js";
import { isJsonObject } from "../text/is-json-object.js";
import type { Judge } from "./compare-document.js";

/** Asks a contract about whole bodies and single values. */
export function contractJudge(contract: Contract): Judge {
  const findingsOf = (body: Body) => {
    const model = contract.modelOf(body);
    return "rejection" in model ? model : contract.check(model, body);
  };
  return {
    refusal: (body) => {
      if (!isJsonObject(body)) return "it is no JSON object";
      return findingsOf(body).rejection?.error.message;
    },
    ruleRefusing: (model) => (parameter, value) => {
      const path = parameter.split(".");
      const [top = ""] = path;
      // A rule that looks at what is within the value refuses this one by accident.
      const pointer = `/${path.join("/")}`;
      const rule = contract.rules.find(({ id, meta }) => {
        if (meta.severity !== "error" || meta.failure !== undefined || meta.policy === true) return false;
        if (!(meta.models as readonly string[]).includes(model)) return false;
        if (!meta.parameters.includes(top)) return false;
        const bodies = meta.examples.accepts.flatMap(({ body }) => {
          const changed =
            typeof body === "string" || body["model"] !== model ? undefined : changedBody(body, path, value);
          return changed === undefined ? [] : [changed];
        });
        return (
          bodies.length > 0 &&
          bodies.every((body) =>
            findingsOf(body).findings.some(
              (finding) => finding.rule === id && pointer.startsWith(finding.pointer),
            ),
          )
        );
      });
      return rule?.id;
    },
  };
}

/** A body with another value at a place; `undefined` where it has nothing there. */
function changedBody(body: unknown, path: readonly string[], value: unknown): Body | undefined {
  const [name, ...rest] = path;
  if (name === undefined || !isJsonObject(body) || !Object.hasOwn(body, name)) return undefined;
  const inner = rest.length === 0 ? value : changedBody(body[name], rest, value);
  return inner === undefined ? undefined : { ...body, [name]: inner };
}
