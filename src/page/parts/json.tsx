import type { ComponentChildren } from "preact";

/** Something to say about a place of a JSON value. */
export interface Mark {
  /** JSON pointer (RFC 6901); "" is the whole value. */
  readonly pointer: string;
  readonly severity: "error" | "warn";
  /** What stands under the place. */
  readonly note: ComponentChildren;
}

interface Line {
  readonly depth: number;
  readonly pointer: string;
  readonly text: ComponentChildren;
}

/** A JSON value with line breaks, and under each place what was found there. */
export function Json({
  value,
  marks = [],
  label,
}: {
  readonly value: unknown;
  readonly marks?: readonly Mark[];
  readonly label: string;
}) {
  const lines = [...linesOf(value, "", 0, "")];
  const shown = new Set(lines.map(({ pointer }) => pointer));
  const places = marks.map((mark) => ({ mark, place: placeOf(mark.pointer, shown) }));
  /** An object's closing line has the pointer of its opening one, which its notes stand under. */
  const noted = new Set<string>();
  const under = (pointer: string) => {
    if (marks.length === 0 || noted.has(pointer)) return [];
    noted.add(pointer);
    return places.filter(({ place }) => place === pointer).map(({ mark }) => mark);
  };
  return (
    // A region that scrolls is reached by keyboard.
    <div class="json" role="region" aria-label={label} tabIndex={0}>
      {lines.map(({ depth, pointer, text }, at) => {
        const notes = under(pointer);
        const [worst] = notes.map(({ severity }) => severity).sort();
        return (
          <div key={at} class={worst === undefined ? "json-line" : `json-line marked-${worst}`}>
            <code style={{ paddingInlineStart: `${0.8 + depth * 1.25}rem` }}>{text}</code>
            {notes.map(({ note, severity }, number) => (
              <div key={number} class={`json-note note-${severity}`}>
                {note}
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}

/** The place nearest to a pointer that is there: what is missing is noted at its object. */
function placeOf(pointer: string, shown: ReadonlySet<string>): string {
  let place = pointer;
  while (place !== "" && !shown.has(place)) place = place.slice(0, place.lastIndexOf("/"));
  return place;
}

function* linesOf(
  value: unknown,
  pointer: string,
  depth: number,
  end: string,
  name?: string,
): Generator<Line> {
  const start = name === undefined ? "" : <span class="json-name">{JSON.stringify(name)}: </span>;
  const entries: (readonly [string, unknown])[] | undefined = Array.isArray(value)
    ? value.map((item, at) => [String(at), item] as const)
    : typeof value === "object" && value !== null
      ? Object.entries(value)
      : undefined;
  const isList = Array.isArray(value);
  if (entries === undefined || entries.length === 0) {
    yield {
      depth,
      pointer,
      text: (
        <>
          {start}
          {scalar(value)}
          {end}
        </>
      ),
    };
    return;
  }
  yield {
    depth,
    pointer,
    text: (
      <>
        {start}
        {isList ? "[" : "{"}
      </>
    ),
  };
  for (const [at, [key, item]] of entries.entries()) {
    const below = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    yield* linesOf(item, below, depth + 1, at === entries.length - 1 ? "" : ",", isList ? undefined : key);
  }
  yield {
    depth,
    pointer,
    text: (
      <>
        {isList ? "]" : "}"}
        {end}
      </>
    ),
  };
}

function scalar(value: unknown): ComponentChildren {
  const kind = typeof value === "string" ? "string" : typeof value === "number" ? "number" : "word";
  return <span class={`json-${kind}`}>{JSON.stringify(value)}</span>;
}
