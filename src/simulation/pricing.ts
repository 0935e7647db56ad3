import { KitError } from "../contract/kit-error.js";
import { ownMember } from "../contract/own-member.js";

/** Money in whole millionths of a credit. */
export type MicroCredits = number;

export const MICRO_PER_CREDIT = 1_000_000;

/** What one model costs. Rates are credits per second of billed time. */
export interface ModelRate {
  readonly perSecond: Readonly<Record<string, number>>;
  /** Whether the seconds of input clips are billed beside those of the result. */
  readonly billsInput?: boolean;
  /** Input seconds beyond this many are free. */
  readonly inputSecondsCap?: number;
  /** Seconds that all unknown input clips of a request count together; 5 s a clip when absent. */
  readonly unknownInputSeconds?: number;
  /** Seconds reserved for a result that keeps the source's length; 5 s when absent. */
  readonly unknownOutputSeconds?: number;
  /** The reservation is made before the source is looked at: it counts unknown seconds even where they are known. */
  readonly reservesUnseen?: boolean;
}

/** A price list as `fixtures/pricing/*.json` holds it. */
export interface PriceList {
  readonly name: string;
  readonly source: string;
  /** Credits to the dollar. */
  readonly creditsPerUsd: number;
  /** Least charge of a task, in credits. */
  readonly minimumCharge: number;
  /** Sums are rounded half up to this many credits. */
  readonly roundTo: number;
  readonly models: Readonly<Record<string, ModelRate>>;
  /** For models that no entry names. */
  readonly default: ModelRate;
}

/** What a task is billed on. */
export interface BilledTime {
  readonly quality: string;
  /** Seconds of the result; `undefined` when it follows a source of unknown length. */
  readonly outputSeconds: number | undefined;
  /** Seconds of each input clip; `undefined` where unknown. */
  readonly inputClips: readonly (number | undefined)[];
  /** Seconds that the request asks for; `undefined` when it leaves them to its source. */
  readonly askedSeconds?: number | undefined;
}

const UNKNOWN_SECONDS = 5;

/** Credits for a task, in whole micro-credits. */
export function priceOf(list: PriceList, model: string, time: BilledTime): MicroCredits {
  const rate = rateOf(list, model);
  const perSecond = ownMember(rate.perSecond, time.quality) ?? rate.perSecond["720p"];
  if (perSecond === undefined) throw new Error(`price list ${list.name} has no 720p rate for ${model}`);
  const micro = secondsAt(rate, time) * Math.round(perSecond * MICRO_PER_CREDIT);
  const step = Math.round(list.roundTo * MICRO_PER_CREDIT);
  const rounded = Math.floor((Math.round(micro) + step / 2) / step) * step;
  return Math.max(rounded, Math.round(list.minimumCharge * MICRO_PER_CREDIT));
}

/** Seconds that a task is billed for, input clips included where they are billed. */
export function billedSeconds(list: PriceList, model: string, time: BilledTime): number {
  return secondsAt(rateOf(list, model), time);
}

/** What is reserved for before the task is settled on the time itself; the same time for most models. */
export function reservedTime(list: PriceList, model: string, time: BilledTime): BilledTime {
  if (rateOf(list, model).reservesUnseen !== true) return time;
  return { ...time, outputSeconds: time.askedSeconds, inputClips: time.inputClips.map(() => undefined) };
}

function rateOf(list: PriceList, model: string): ModelRate {
  return ownMember(list.models, model) ?? list.default;
}

function secondsAt(rate: ModelRate, time: BilledTime): number {
  const output = time.outputSeconds ?? rate.unknownOutputSeconds ?? UNKNOWN_SECONDS;
  return output + (rate.billsInput === true ? inputSeconds(rate, time.inputClips) : 0);
}

function inputSeconds(rate: ModelRate, clips: readonly (number | undefined)[]): number {
  if (clips.length === 0) return 0;
  const unknown =
    rate.unknownInputSeconds === undefined ? UNKNOWN_SECONDS : rate.unknownInputSeconds / clips.length;
  let sum = 0;
  for (const seconds of clips) sum += seconds ?? unknown;
  return Math.min(sum, rate.inputSecondsCap ?? Number.POSITIVE_INFINITY);
}

/** Micro-credits as the number that the API shows: `27200000` -> `27.2`. */
export function toCredits(micro: MicroCredits): number {
  return micro / MICRO_PER_CREDIT;
}

/** Micro-credits in dollars, for people: without the last digit, which binary fractions blur. */
export function toUsd(list: PriceList, micro: MicroCredits): number {
  return Number((toCredits(micro) / list.creditsPerUsd).toPrecision(15));
}

/**
 * The price list of that name.
 *
 * @throws {KitError} `UNKNOWN_PRICE_LIST`
 */
export function findPriceList(lists: readonly PriceList[], name: string): PriceList {
  const found = lists.find((list) => list.name === name);
  if (found !== undefined) return found;
  const known = lists.map((list) => list.name).join(", ");
  throw new KitError("UNKNOWN_PRICE_LIST", `price list "${name}" does not exist: known are ${known}`);
}
