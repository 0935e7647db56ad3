import { CONTROL, hasControlCharacters } from "../../text/control-characters.js";

/** A section of the coverage. */
export interface CoverageGroup {
  readonly name: CoverageGroupName;
  readonly title: string;
  /** Whether its items are part of the overall percentage. */
  readonly counts: boolean;
  /** One sentence: when an item of it is hit. */
  readonly hitBy: string;
}

/** Names of the sections, in the order they are shown; an item's id begins with the singular. */
export const coverageGroupNames = [
  "models",
  "parameters",
  "values",
  "rules",
  "errors",
  "failures",
  "transitions",
  "callbacks",
  "bounds",
] as const;
export type CoverageGroupName = (typeof coverageGroupNames)[number];

/** The sections of the coverage. */
export const coverageGroups: readonly CoverageGroup[] = [
  { name: "models", title: "Models", counts: true, hitBy: "A submit for the model was accepted." },
  {
    name: "parameters",
    title: "Parameters",
    counts: true,
    hitBy: "A submit for the model carried the parameter, whatever the answer.",
  },
  {
    name: "values",
    title: "Enum values",
    counts: true,
    hitBy: "A submit for the model carried the value, whatever the answer.",
  },
  {
    name: "rules",
    title: "Rules",
    counts: true,
    hitBy:
      "refused: a submit had a finding of the rule, be it a refusal, a warning or a task that fails. passed: a submit that carried a parameter of the rule was judged without one.",
  },
  { name: "errors", title: "HTTP errors", counts: true, hitBy: "The error reached the client." },
  {
    name: "failures",
    title: "Task failures",
    counts: true,
    hitBy: "A task ended with this error code.",
  },
  {
    name: "transitions",
    title: "Task life",
    counts: true,
    hitBy: "The client saw the status in the answer to a query, or did what the item says.",
  },
  {
    name: "callbacks",
    title: "Callbacks",
    counts: true,
    hitBy: "A delivery, or an attempt of one, came to this.",
  },
  {
    name: "bounds",
    title: "Bounds",
    counts: false,
    hitBy: "A submit for the model carried a parameter that is exactly at the bound.",
  },
];

/** Something that a suite can exercise. */
export interface CoverageItem {
  /** Stable and public: `rule/video-reference-caps-duration/refused`. */
  readonly id: string;
  readonly group: CoverageGroupName;
  /** The id as people read it: `video-reference-caps-duration refused`. */
  readonly label: string;
  /** Models that it belongs to; absent for what every model shares. */
  readonly models?: readonly string[];
  /** How often it happened. */
  readonly hits: number;
}

/** Singular of each group, with which the ids of its items begin, and the parts that follow. */
const kinds: Readonly<Record<string, { readonly group: CoverageGroupName; readonly parts: number }>> = {
  model: { group: "models", parts: 1 },
  parameter: { group: "parameters", parts: 2 },
  value: { group: "values", parts: 3 },
  bound: { group: "bounds", parts: 3 },
  rule: { group: "rules", parts: 2 },
  error: { group: "errors", parts: 3 },
  failure: { group: "failures", parts: 1 },
  transition: { group: "transitions", parts: 1 },
  callback: { group: "callbacks", parts: 1 },
};

/** Characters that are escaped in a part of an id. */
const UNFIT = new RegExp(`[%/]|${CONTROL.source}`, "g");

/** An id: its parts with slashes between; a slash or control character inside of a part is percent-encoded. */
export function itemId(kind: string, ...parts: readonly string[]): string {
  return [kind, ...parts.map((part) => part.replaceAll(UNFIT, encoded))].join("/");
}

function encoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** An id, read. */
export interface ReadItemId {
  readonly group: CoverageGroupName;
  readonly label: string;
  /** Model id of an item that belongs to one model. */
  readonly model?: string;
  /** Rule id of an item about a rule. */
  readonly rule?: string;
}

/** Reads an id; `undefined` for a text that is none. */
export function readItemId(id: string): ReadItemId | undefined {
  if (hasControlCharacters(id)) return undefined;
  const [kind = "", ...raw] = id.split("/");
  if (!Object.hasOwn(kinds, kind)) return undefined;
  const known = kinds[kind];
  if (known?.parts !== raw.length || raw.includes("")) return undefined;
  const parts = raw.map((part) => part.replaceAll("%2F", "/").replaceAll("%25", "%"));
  const [first = "", second = "", third = ""] = parts;
  const { group } = known;
  switch (group) {
    case "models":
      return { group, label: first, model: first };
    case "parameters":
      return { group, label: `${first}: ${second}`, model: first };
    case "values":
      return { group, label: `${first}: ${second} ${third}`, model: first };
    case "bounds":
      return { group, label: `${first}: ${third} of ${second}`, model: first };
    case "rules":
      return { group, label: `${first} ${second}`, rule: first };
    case "errors":
    case "failures":
    case "transitions":
    case "callbacks":
      return { group, label: parts.join(" ").replaceAll("-", group === "errors" ? "-" : " ") };
  }
}
