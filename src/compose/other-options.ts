import { createHash } from "node:crypto";
import { type MockOptions, withDefaults } from "../options/mock-options.js";
import type { NoteBook } from "../ports/notes.js";
import { canonicalJson } from "../text/canonical-json.js";

/** Options of which each replica may have its own: where it is, what counts at the first start alone, paths of its machine. */
const ownOptions: readonly (keyof MockOptions)[] = [
  ...(["port", "host", "publicUrl", "controlToken", "allowHosts", "data", "store", "clock", "now"] as const),
  ...(["coverage", "record", "recordResults", "spec", "scenarios", "replay", "assets"] as const),
];

/** Levels of lists and objects in the value of an option. */
const DEEPEST = 20;

/** Of each option that is not the default, what tells its value from others. */
type Digests = Readonly<Record<string, string>>;

/** A mock that joins others on one state. */
export interface JoiningMock {
  readonly options: MockOptions;
  /** Ids of the models of its contract. */
  readonly models: readonly string[];
  readonly holder: string;
  readonly isAlive: (holder: string) => boolean;
}

/**
 * Notes the options of a mock in the state that it shares, beside those of the others that live.
 *
 * @returns the names of options that one of those has otherwise, in order
 */
export function findOtherOptions(
  notes: NoteBook,
  { options, models, holder, isAlive }: JoiningMock,
): string[] {
  const note = notes.about<string>("replicas");
  const noted = JSON.parse(note.get("options") ?? "{}") as Record<string, Digests>;
  const others = Object.entries(noted).filter(([id]) => id !== holder && isAlive(id));
  const own = digestsOf(options, models);
  note.set("options", JSON.stringify(Object.fromEntries([...others, [holder, own]])));
  const differing = new Set<string>();
  for (const [, other] of others)
    for (const name of Object.keys({ ...own, ...other })) if (own[name] !== other[name]) differing.add(name);
  return [...differing].sort();
}

function digestsOf(options: MockOptions, models: readonly string[]): Digests {
  const standard: Readonly<Record<string, unknown>> = { ...withDefaults({}) };
  const digests: Record<string, string> = { spec: digestOf(models) };
  for (const [name, value] of Object.entries(withDefaults(options))) {
    const digest = digestOf(value);
    const isOwn = (ownOptions as readonly string[]).includes(name);
    if (!isOwn && digest !== digestOf(standard[name])) digests[name] = digest;
  }
  return digests;
}

function digestOf(value: unknown): string {
  const text = value === undefined ? "" : canonicalJson(JSON.parse(JSON.stringify(value)), DEEPEST);
  return createHash("sha256")
    .update(text ?? "")
    .digest("hex")
    .slice(0, 12);
}
