import { CONTROL, hasControlCharacters } from "../../text/control-characters.js";
import { ownMember } from "../../text/own-member.js";

/** A section of the coverage. */
export interface CoverageGroup {
  readonly name: CoverageGroupName;
  readonly title: string;
  /** Whether its items are part of the overall percentage. */
  readonly counts: boolean;
  /** One sentence: when an item of it is hit. */
  readonly hitBy: string;
}

export type CoverageGroupName =
  | "models"
  | "parameters"
  | "values"
  | "rules"
  | "errors"
  | "failures"
  | "transitions"
  | "callbacks"
  | "bounds";

/** The sections of the coverage, in the order they are shown. */
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

/** How the ids of a section's items are read. */
interface IdKind {
  readonly group: CoverageGroupName;
  /** How many parts the id has. */
  readonly parts: number;
  /** The parts as people read them; absent where spaces between are enough. */
  readonly label?: (first: string, second: string, third: string) => string;
  /** What the first part is the id of; absent for what every model shares. */
  readonly about?: "model" | "rule";
}

const words = (name: string) => name.replaceAll("-", " ");

/** By the singular of its section, with which an id begins. */
const kinds: Readonly<Record<string, IdKind>> = {
  model: { group: "models", parts: 1, about: "model" },
  parameter: { group: "parameters", parts: 2, about: "model", label: (model, name) => `${model}: ${name}` },
  value: { group: "values", parts: 3, about: "model", label: (model, name, is) => `${model}: ${name} ${is}` },
  bound: {
    group: "bounds",
    parts: 3,
    about: "model",
    label: (model, name, end) => `${model}: ${end} of ${name}`,
  },
  rule: { group: "rules", parts: 2, about: "rule" },
  error: { group: "errors", parts: 3 },
  failure: { group: "failures", parts: 1, label: words },
  transition: { group: "transitions", parts: 1, label: words },
  callback: { group: "callbacks", parts: 1, label: words },
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
  const known = ownMember(kinds, kind);
  if (known?.parts !== raw.length || raw.includes("")) return undefined;
  const parts = raw.map((part) => part.replaceAll("%2F", "/").replaceAll("%25", "%"));
  const { group, about, label } = known;
  const [first = "", second = "", third = ""] = parts;
  const own = about === undefined ? {} : { [about]: first };
  return { group, label: label?.(first, second, third) ?? parts.join(" "), ...own };
}
