import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { creditText, usdText } from "../../parts/credits.js";
import { dateText } from "../../parts/when.js";
import { numberTicks, timeTicks } from "./axis.js";
import { type BalancePoint, thinned } from "./balance-line.js";

const HEIGHT = 180;
/** Pixels for the labels of the axes. */
const LEFT = 56;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 24;
/** Points that are drawn; more cannot be told apart. */
const MOST_POINTS = 900;
const KEYS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Credits over virtual time, as steps. The values of a point are shown under the pointer, and by the arrow keys. */
export function BalanceChart({
  points: all,
  now,
  creditsPerUsd,
}: {
  readonly points: readonly BalancePoint[];
  /** The lines go on until then, in milliseconds since 1970. */
  readonly now: number;
  readonly creditsPerUsd: number;
}) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const picked = useSignal<number | undefined>(undefined);
  const points = thinned(all, MOST_POINTS);
  const scale = scaleOf(points, now, width);
  const at = picked.value === undefined ? undefined : points[Math.min(picked.value, points.length - 1)];
  const hasBalance = points.some(({ balance }) => balance !== undefined);
  return (
    <figure class="chart">
      {/* biome-ignore lint: the arrow keys move along the line */}
      <div
        ref={box}
        class="chart-box"
        role="group"
        aria-label="Credits over time; the arrow keys tell the values"
        tabIndex={0}
        onPointerMove={({ clientX, currentTarget }) => {
          const x = clientX - currentTarget.getBoundingClientRect().left;
          const beyond = points.findIndex((point) => scale.x(point.at) > x);
          picked.value = beyond < 0 ? points.length - 1 : Math.max(0, beyond - 1);
        }}
        onPointerLeave={() => (picked.value = undefined)}
        onBlur={() => (picked.value = undefined)}
        onKeyDown={(event) => {
          const by = KEYS[event.key];
          if (by === undefined) return;
          event.preventDefault();
          picked.value = Math.min(points.length - 1, Math.max(0, (picked.value ?? points.length) + by));
        }}
      >
        <svg width={width} height={HEIGHT} aria-hidden="true">
          <Axes scale={scale} width={width} />
          <path class="chart-spent" d={pathOf(points, scale, (point) => point.spent)} />
          <path class="chart-balance" d={pathOf(points, scale, (point) => point.balance)} />
          {at === undefined ? null : <Cursor point={at} scale={scale} />}
        </svg>
      </div>
      <figcaption>
        <span class="chart-key chart-key-spent">Spent and reserved</span>
        {hasBalance ? <span class="chart-key chart-key-balance">Balance</span> : null}
        <output aria-live="polite">{at === undefined ? "" : pointText(at, creditsPerUsd)}</output>
      </figcaption>
    </figure>
  );
}

function pointText({ at, spent, balance }: BalancePoint, creditsPerUsd: number): string {
  const free = balance === undefined ? "" : `, balance ${creditText(balance)}`;
  return `${dateText(new Date(at))}: spent ${creditText(spent)} (${usdText(spent, creditsPerUsd)})${free}`;
}

/** Pixels that an element is wide, at any time. */
function useWidth(box: { readonly current: HTMLElement | null }): number {
  const width = useSignal(600);
  useEffect(() => {
    if (box.current === null) return undefined;
    const observer = new ResizeObserver(
      ([entry]) => (width.value = Math.floor(entry?.contentRect.width ?? 600)),
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return useComputed(() => width.value).value;
}

interface Scale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly x: (at: number) => number;
  readonly y: (credits: number) => number;
}

function scaleOf(points: readonly BalancePoint[], now: number, width: number): Scale {
  const from = points[0]?.at ?? now;
  const to = Math.max(now, (points.at(-1)?.at ?? now) + 1, from + 1000);
  const values = points.flatMap(({ spent, balance }) => (balance === undefined ? [spent] : [spent, balance]));
  const least = values.reduce((a, b) => Math.min(a, b), 0);
  const ticks = numberTicks(
    least,
    values.reduce((a, b) => Math.max(a, b), 1),
    4,
  );
  const [bottom = 0] = ticks;
  const top = ticks.at(-1) ?? 1;
  return {
    from,
    to,
    ticks,
    x: (at) => LEFT + ((at - from) / (to - from)) * (width - LEFT - RIGHT),
    y: (credits) => HEIGHT - BOTTOM - ((credits - bottom) / (top - bottom)) * (HEIGHT - TOP - BOTTOM),
  };
}

/** A line that stays until the next point, and goes on until the end. */
function pathOf(
  points: readonly BalancePoint[],
  { x, y, to }: Scale,
  valueOf: (point: BalancePoint) => number | undefined,
): string {
  let path = "";
  for (const point of points) {
    const value = valueOf(point);
    if (value === undefined) continue;
    const left = x(point.at).toFixed(1);
    const height = y(value).toFixed(1);
    path += path === "" ? `M${left},${height}` : `H${left}V${height}`;
  }
  return path === "" ? "" : `${path}H${x(to).toFixed(1)}`;
}

/** Pixels on either side of an instant that its label takes. */
const HALF_LABEL = 32;

function Axes({ scale, width }: { readonly scale: Scale; readonly width: number }) {
  const times = timeTicks(scale.from, scale.to, Math.max(3, Math.floor(width / 90))).filter(
    ({ at }) => scale.x(at) + HALF_LABEL <= width,
  );
  return (
    <g class="chart-axes">
      {scale.ticks.map((credits) => (
        <g key={credits} transform={`translate(0 ${scale.y(credits).toFixed(1)})`}>
          <line x1={LEFT} x2={width - RIGHT} />
          <text x={LEFT - 8} dy="0.32em" text-anchor="end">
            {credits.toLocaleString("en-US")}
          </text>
        </g>
      ))}
      {times.map(({ at, text }) => (
        <text key={at} x={scale.x(at)} y={HEIGHT - 6} text-anchor="middle">
          {text}
        </text>
      ))}
    </g>
  );
}

function Cursor({ point, scale }: { readonly point: BalancePoint; readonly scale: Scale }) {
  const x = scale.x(point.at);
  return (
    <g class="chart-cursor">
      <line x1={x} x2={x} y1={TOP} y2={HEIGHT - BOTTOM} />
      <circle class="chart-at-spent" cx={x} cy={scale.y(point.spent)} r={3.5} />
      {point.balance === undefined ? null : (
        <circle class="chart-at-balance" cx={x} cy={scale.y(point.balance)} r={3.5} />
      )}
    </g>
  );
}
