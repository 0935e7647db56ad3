import { CONTROL, hasControlCharacters } from "../../text/control-characters.js";

export type CoverageGroupName =
  | "models"
  | "parameters"
  | "values"
  | "rules"
  | "errors"
  | "failures"
  | "transitions"
  | "callbacks"
  | "routes"
  | "bounds";

/** A section of the coverage, and how the ids of its items are read: they begin with the singular of its name. */
interface CoverageGroup {
  readonly name: CoverageGroupName;
  readonly title: string;
  /** Its items are no part of the overall percentage. */
  readonly counts?: false;
  /** One sentence: when an item of it is hit. */
  readonly hitBy: string;
  /** How many parts an id has. */
  readonly parts: number;
  /** The parts as people read them; absent where spaces between are enough. */
  readonly label?: (first: string, second: string, third: string) => string;
  /** What the first part is the id of; absent for what every model shares. */
  readonly about?: "model" | "rule";
}

const words = (name: string) => name.replaceAll("-", " ");

/** `uploadBase64` -> `upload base64` */
const spacedOut = (name: string) => name.replaceAll(/[A-Z]/g, (big) => ` ${big.toLowerCase()}`);

/** The sections of the coverage, in the order they are shown. */
export const coverageGroups: readonly CoverageGroup[] = [
  {
    name: "models",
    parts: 1,
    about: "model",
    title: "Models",
    hitBy: "A submit for the model was accepted.",
  },
  {
    name: "parameters",
    parts: 2,
    about: "model",
    label: (model, name) => `${model}: ${name}`,
    title: "Parameters",
    hitBy: "A submit for the model carried the parameter, whatever the answer.",
  },
  {
    name: "values",
    parts: 3,
    about: "model",
    label: (model, name, is) => `${model}: ${name} ${is}`,
    title: "Enum values",
    hitBy: "A submit for the model carried the value, whatever the answer.",
  },
  {
    name: "rules",
    parts: 2,
    about: "rule",
    title: "Rules",
    hitBy:
      "Refused: a submit had a finding of the rule, be it a refusal, a warning or a task that fails. Passed: a submit that carried a parameter of the rule was judged without one.",
  },
  { name: "errors", parts: 3, title: "HTTP errors", hitBy: "The error reached the client." },
  {
    name: "failures",
    parts: 1,
    label: words,
    title: "Task failures",
    hitBy: "A task ended with this error code.",
  },
  {
    name: "transitions",
    parts: 1,
    label: words,
    title: "Task life",
    hitBy: "The client saw the status in the answer to a query, or did what the item says.",
  },
  {
    name: "callbacks",
    parts: 1,
    label: words,
    title: "Callbacks",
    hitBy: "A delivery, or an attempt of one, came to this.",
  },
  {
    name: "routes",
    parts: 2,
    label: (route, outcome) => `${spacedOut(route)} ${outcome}`,
    title: "Companion routes",
    counts: false,
    hitBy: "The route gave its answer, or refused with the code, and the client received it.",
  },
  {
    name: "bounds",
    parts: 3,
    about: "model",
    label: (model, name, end) => `${model}: ${end} of ${name}`,
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
  const known = coverageGroups.find(({ name }) => name === `${kind}s`);
  if (known?.parts !== raw.length || raw.includes("")) return undefined;
  const parts = raw.map((part) => part.replaceAll("%2F", "/").replaceAll("%25", "%"));
  const { name: group, about, label } = known;
  const [first = "", second = "", third = ""] = parts;
  const own = about === undefined ? {} : { [about]: first };
  return { group, label: label?.(first, second, third) ?? parts.join(" "), ...own };
}
