import { KitError } from "../errors/kit-error.js";
import { ownMember } from "../text/own-member.js";

/** Money in whole millionths of a credit. */
export type MicroCredits = number;

export const MICRO_PER_CREDIT = 1_000_000;

/** Price of one model. Rates are credits per second of billed time. */
export interface ModelRate {
  readonly perSecond: Readonly<Record<string, number>>;
  /** Credits for a task whatever its length, in place of the rates. */
  readonly perTask?: number;
  /** Least charge of a task, in credits; that of the list when absent. */
  readonly minimumCharge?: number;
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
  /** Models that are not here cost nothing: nobody knows what the service would take. */
  readonly models: Readonly<Record<string, ModelRate>>;
}

/** The time that a task is billed on. */
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

/** Whether a price list says what a model costs. */
export function isPriced(list: PriceList, model: string): boolean {
  return ownMember(list.models, model) !== undefined;
}

/** The unit that a task of a model is billed by: its seconds, or its number. */
export function billingRuleOf(list: PriceList, model: string): "per_second" | "per_call" {
  return ownMember(list.models, model)?.perTask === undefined ? "per_second" : "per_call";
}

/** Credits for a task, in whole micro-credits; 0 for a model that is not on the list. */
export function priceOf(list: PriceList, model: string, time: BilledTime): MicroCredits {
  const rate = ownMember(list.models, model);
  if (rate === undefined) return 0;
  if (rate.perTask !== undefined) return Math.round(rate.perTask * MICRO_PER_CREDIT);
  const perSecond = ownMember(rate.perSecond, time.quality) ?? rate.perSecond["720p"];
  if (perSecond === undefined) throw new Error(`price list ${list.name} has no 720p rate for ${model}`);
  const micro = secondsAt(rate, time) * Math.round(perSecond * MICRO_PER_CREDIT);
  const step = Math.round(list.roundTo * MICRO_PER_CREDIT);
  const rounded = Math.floor((Math.round(micro) + step / 2) / step) * step;
  return Math.max(rounded, Math.round((rate.minimumCharge ?? list.minimumCharge) * MICRO_PER_CREDIT));
}

/** Seconds that a task is billed for, input clips included where they are billed. */
export function billedSeconds(list: PriceList, model: string, time: BilledTime): number {
  return secondsAt(ownMember(list.models, model) ?? { perSecond: {} }, time);
}

/** The time that is reserved for before the task is settled on the time itself; the same for most models. */
export function reservedTime(list: PriceList, model: string, time: BilledTime): BilledTime {
  if (ownMember(list.models, model)?.reservesUnseen !== true) return time;
  return { ...time, outputSeconds: time.askedSeconds, inputClips: time.inputClips.map(() => undefined) };
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

/** Micro-credits in dollars, for people: to the sixth digit, so that 27.2 credits are 0.4 and not 0.39999999999999997. */
export function toUsd(list: PriceList, micro: MicroCredits): number {
  return Math.round(micro / list.creditsPerUsd) / MICRO_PER_CREDIT;
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
