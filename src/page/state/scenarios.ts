import type { components } from "../generated/control-api.js";

export type Scenario = components["schemas"]["Scenario"];

/** Scenarios by what they touch, in the order in which a task meets it. */
const kinds: readonly (readonly [title: string, holds: (scenario: Scenario) => boolean])[] = [
  ["From files of --scenarios", ({ source }) => source !== undefined],
  ["Task", ({ kind }) => kind === "task"],
  ["Answer to a submit", ({ kind, operation }) => kind === "http" && operation === "submit"],
  ["Connection of a submit", ({ kind, operation }) => kind === "transport" && operation === "submit"],
  ["Query", ({ operation }) => operation === "query"],
  ["Callback", ({ operation }) => operation === "callback"],
  ["Result file", ({ operation }) => operation === "download"],
  ["Upload", ({ operation }) => operation === "upload"],
  ["Other", () => true],
];

/** Those that hold all words of a search, each in the first kind that is its own. */
export function byKind(
  scenarios: readonly Scenario[],
  search: string,
): { readonly title: string; readonly items: readonly Scenario[] }[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const groups = kinds.map(([title]) => ({ title, items: [] as Scenario[] }));
  for (const scenario of scenarios) {
    const { name, kind, operation, summary } = scenario;
    const text = `${name} ${kind} ${operation} ${summary}`.toLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    groups[kinds.findIndex(([, holds]) => holds(scenario))]?.items.push(scenario);
  }
  return groups;
}

/** The name that stands for all refusals by status. */
export const FAMILY = "http-STATUS[-code]";

/** The scenario that a name asks for, as a queue or a header spells it: `rate-limited:2`, `http-503`, `query/http-502`. */
export function scenarioNamed(scenarios: readonly Scenario[], asked: string): Scenario | undefined {
  const name = asked.replace(/:\d+$/, "");
  const wanted = /^(?:\w+\/)?http-[45]\d\d(?:-|$)/.test(name) ? FAMILY : name;
  return scenarios.find((one) => one.name === name) ?? scenarios.find((one) => one.name === wanted);
}
