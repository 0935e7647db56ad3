import type { Asset, Body } from "../rules/define-rule.js";

/** Items of a URL list; a list that is absent (or no list at all) has none. */
export function countUrls(urls: unknown): number {
  return Array.isArray(urls) ? urls.length : 0;
}

/** The documented default of `duration`, except in video-edit. */
const DEFAULT_SECONDS = 5;

/** Seconds of output that the body asks for. */
export function secondsAsked(body: Body): number {
  return body.duration ?? DEFAULT_SECONDS;
}

/** The same as a sentence shows it. */
export function shownSeconds(body: Body): string {
  return body.duration === undefined ? `${DEFAULT_SECONDS} (the default)` : String(body.duration);
}

/** Known seconds, rounded to the millisecond. */
export function secondsOf(asset: Asset | undefined): number | undefined {
  return asset?.seconds === undefined ? undefined : Math.round(asset.seconds * 1000) / 1000;
}
