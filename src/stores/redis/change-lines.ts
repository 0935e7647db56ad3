import { type Change, type StateKind, stateKinds } from "../kept/change.js";

/** A change as three texts without line breaks: kind, field, value as JSON (empty: gone). */
export function toLines(changes: readonly Change[]): string[] {
  return changes.flatMap(([kind, key, value]) => [
    kind,
    toField(key),
    value === undefined ? "" : JSON.stringify(value),
  ]);
}

/** Changes out of the lines of a frame; those of a kind that is not known here are left out. */
export function fromLines(text: string): Change[] {
  const lines = text.split("\n");
  const changes: Change[] = [];
  for (let place = 0; place + 2 < lines.length; place += 3) {
    const [kind = "", field = "", value = ""] = lines.slice(place, place + 3);
    if (isKind(kind)) changes.push([kind, toKey(field), value === "" ? undefined : JSON.parse(value)]);
  }
  return changes;
}

/** A key as the name of a field: as it is, but for characters that JSON escapes, line breaks among them. */
function toField(key: string): string {
  return JSON.stringify(key).slice(1, -1);
}

export function toKey(field: string): string {
  return field.includes("\\") ? (JSON.parse(`"${field}"`) as string) : field;
}

const kinds: ReadonlySet<string> = new Set(stateKinds);

function isKind(text: string): text is StateKind {
  return kinds.has(text);
}
