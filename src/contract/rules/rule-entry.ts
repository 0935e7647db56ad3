import type { HeaderRule } from "../header-rules.js";

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
