import { linkTo } from "../../../state/route.js";
import { groupMarks, type MarkGroup } from "./group-marks.js";
import type { Moment, Tone } from "./moment.js";
import { offsetText } from "./time-ticks.js";

/** Pixels of a line that stands for a call without a word. */
const LINE_PX = 3;

/** Pixels of a word, about. */
const wordPx = (text: string) => Math.ceil(text.length * 7.1) + 13;

/** Moments that are pointed at, and where they stand. */
export interface PointedAt {
  readonly moments: readonly Moment[];
  /** Pixels from the left edge of the plot. */
  readonly left: number;
  readonly lane: number;
}

interface MarksProps {
  readonly moments: readonly Moment[];
  readonly lane: number;
  /** What different ones are in a count: `calls`. */
  readonly nouns: string;
  /** Pixels of the middle of the lane. */
  readonly middle: number;
  readonly submitted: number;
  readonly place: (at: number) => number;
  readonly width: number;
  readonly point: (at: PointedAt | undefined) => void;
  /** Shows a group at a scale at which it falls apart. */
  readonly spread: (group: readonly Moment[]) => void;
}

/** What happened, along a lane: words and lines, and a count for what is too close to tell apart. */
export function Marks({ moments, lane, nouns, middle, submitted, place, width, point, spread }: MarksProps) {
  const groups = groupMarks(moments, place, ({ text }) => (text === "" ? LINE_PX : wordPx(text)));
  return (
    <>
      {groups
        .filter(({ left, right }) => right >= 0 && left <= width)
        .map((group) => {
          const [first] = group.items;
          const pointed = { moments: group.items, left: Math.max(0, group.left), lane };
          const shared = {
            "data-mark": "",
            tabIndex: -1,
            transform: `translate(${group.left} ${middle})`,
            onPointerEnter: () => point(pointed),
            onPointerLeave: () => point(undefined),
            onFocus: () => point(pointed),
            onBlur: () => point(undefined),
          };
          if (group.items.length > 1) {
            const spreadThis = () => spread(group.items);
            return (
              // biome-ignore lint: SVG has no button
              <g
                key={first.key}
                {...shared}
                class={`mark tone-${worstOf(group.items)}`}
                role="button"
                aria-label={groupTitle(group.items, nouns)}
                onClick={spreadThis}
              >
                <Group group={group} nouns={nouns} />
              </g>
            );
          }
          const label = `${offsetText(first.at - submitted)}: ${first.title}`;
          const drawing = <One moment={first} length={place(first.until) - place(first.at)} />;
          const classes = `mark tone-${first.tone}`;
          return first.link === undefined ? (
            <g key={first.key} {...shared} class={classes} role="img" aria-label={label}>
              {drawing}
            </g>
          ) : (
            <a
              key={first.key}
              {...shared}
              class={classes}
              href={linkTo(first.link.view, first.link.id)}
              aria-label={label}
            >
              {drawing}
            </a>
          );
        })}
    </>
  );
}

/** @param length - pixels that it took */
function One({ moment: { text }, length }: { readonly moment: Moment; readonly length: number }) {
  return (
    <>
      {length > LINE_PX ? <rect class="mark-length" y={10} width={length} height={3} /> : null}
      {text === "" ? (
        <>
          <rect class="mark-room" x={-3} y={-13} width={9} height={26} />
          <rect class="mark-stem" y={-9} width={2} height={18} />
        </>
      ) : (
        <Word text={text} width={wordPx(text)} />
      )}
    </>
  );
}

function Group({
  group: { items, left, right },
  nouns,
}: {
  readonly group: MarkGroup<Moment>;
  readonly nouns: string;
}) {
  const width = right - left;
  const words = countOf(items, nouns);
  return <Word text={wordPx(words) <= width ? words : `×${items.length}`} width={width} />;
}

function Word({ text, width }: { readonly text: string; readonly width: number }) {
  return (
    <>
      <rect class="mark-back" y={-10} width={width} height={20} rx={3} />
      <rect class="mark-stem" y={-10} width={2} height={20} />
      <text x={7} y={4}>
        {text}
      </text>
    </>
  );
}

const TONES: readonly Tone[] = ["bad", "warn", "still", "good"];

function worstOf(moments: readonly Moment[]): Tone {
  return TONES.find((tone) => moments.some((moment) => moment.tone === tone)) ?? "still";
}

/** `12 queries`, `3 attempts`; `14 calls` for different ones. */
function countOf(moments: readonly Moment[], nouns: string): string {
  const [first] = moments;
  const isSame = moments.every(({ kind }) => kind === first?.kind);
  if (!isSame || first === undefined) return `${moments.length} ${nouns}`;
  return `${moments.length} ${first.kind === "query" ? "queries" : `${first.kind}s`}`;
}

function groupTitle(moments: readonly Moment[], nouns: string): string {
  return `${countOf(moments, nouns)}: zoom in to see each`;
}
