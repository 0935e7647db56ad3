import { countCodePoints } from "../text/code-points.js";
import { allModels } from "./models/model-ids.js";
import {
  type Body,
  defineRule,
  descriptionOf,
  noComplaints,
  type Rule,
  textToVideo,
} from "./rules/define-rule.js";

/** Longest prompts in code points (雨 and 😀 count 1 each); the service cuts what goes beyond. */
export const promptLimits = { prompt: 5000, negative_prompt: 500 } as const;

/** The first `limit` code points of a text; the very text when it is no longer. */
export function cutCodePoints(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let units = 0;
  for (let points = 0; points < limit && units < text.length; points++) {
    const point = text.codePointAt(units);
    units += point !== undefined && point > 0xffff ? 2 : 1;
  }
  return units < text.length ? text.slice(0, units) : text;
}

/** The body with over-long prompts cut; the very body when nothing is cut. */
export function truncatePrompts(body: Body): Body {
  let cut: Body = body;
  for (const name of ["prompt", "negative_prompt"] as const) {
    const text: unknown = body[name];
    const kept = typeof text === "string" ? cutCodePoints(text, promptLimits[name]) : text;
    if (kept !== text) cut = { ...cut, [name]: kept };
  }
  return cut;
}

/** Reports a prompt that is cut. The cut itself happens before rules run. */
export function truncationRule<const Id extends string>(
  id: Id,
  parameter: keyof typeof promptLimits,
): Rule<string, Id> {
  const limit = promptLimits[parameter];
  const example = (length: number) => textToVideo({ prompt: "A harbour", [parameter]: "雨".repeat(length) });
  return defineRule({
    id,
    summary: `Report a \`${parameter}\` of more than ${limit} characters, of which the rest is cut off`,
    source: descriptionOf("wan2.7-text-to-video", parameter),
    models: allModels,
    severity: "warn",
    parameters: [parameter],
    messages: { cut: `${parameter} is cut to its first {limit} characters, got {length}` },
    accepts: () => [example(limit)],
    refuses: () => [example(limit + 1)],
    check: ({ body, sent }) => {
      const text: unknown = sent[parameter];
      return text === body[parameter] || typeof text !== "string"
        ? noComplaints
        : [{ at: `/${parameter}`, message: "cut", data: { limit, length: countCodePoints(text) } }];
    },
  });
}
