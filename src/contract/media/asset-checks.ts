import type { Complaint, RuleInput } from "../rules/define-rule.js";
import { shownName } from "../shown-name.js";
import {
  exceeds,
  hasSideOutside,
  isTooSteep,
  lastsOutside,
  type Range,
  secondsOf,
  shownKind,
  shownSize,
} from "./asset-limits.js";
import { complaintsAboutAssets, complaintsAboutSlots } from "./known-media.js";
import type { MediaKind } from "./media-url.js";

type AssetCheck<Message extends string> = (input: RuleInput) => readonly Complaint<Message>[];

/** Complains of known files of another kind or format. The messages need `{param}` and `{kind}` or `{format}`. */
export function formatCheck(wanted: MediaKind, formats: readonly string[]): AssetCheck<"kind" | "format"> {
  return (input) =>
    complaintsAboutSlots(input, wanted, ({ at, param, asset: { kind, format } }) => {
      if (kind !== undefined && kind !== wanted)
        return { at, message: "kind", data: { param, kind: shownKind(kind) } };
      return format === undefined || formats.includes(format)
        ? undefined
        : { at, message: "format", data: { param, format: shownName(format) } };
    });
}

/** Complains of files known to be larger. The message needs `{param}` and `{bytes}`. */
export function bytesCheck(kind: MediaKind, megabytes: number): AssetCheck<"bytes"> {
  return (input) =>
    complaintsAboutAssets(input, kind, ({ at, param, asset }) =>
      exceeds(asset, megabytes)
        ? { at, message: "bytes", data: { param, bytes: asset.bytes ?? 0 } }
        : undefined,
    );
}

/** Complains of a known side outside the pixels given. The message needs `{param}` and `{size}`. */
export function pixelsCheck(kind: MediaKind, sides: Range): AssetCheck<"pixels"> {
  return (input) =>
    complaintsAboutAssets(input, kind, ({ at, param, asset }) =>
      hasSideOutside(asset, sides)
        ? { at, message: "pixels", data: { param, size: shownSize(asset) } }
        : undefined,
    );
}

/** Complains of sides in a proportion beyond 1:8 or 8:1. The message needs `{param}` and `{size}`. */
export function ratioCheck(kind: MediaKind): AssetCheck<"ratio"> {
  return (input) =>
    complaintsAboutAssets(input, kind, ({ at, param, asset }) =>
      isTooSteep(asset) ? { at, message: "ratio", data: { param, size: shownSize(asset) } } : undefined,
    );
}

/** Complains of a known length outside the seconds given. The message needs `{param}` and `{seconds}`. */
export function secondsCheck(kind: MediaKind, seconds: Range): AssetCheck<"seconds"> {
  return (input) =>
    complaintsAboutAssets(input, kind, ({ at, param, asset }) =>
      lastsOutside(asset, seconds)
        ? { at, message: "seconds", data: { param, seconds: secondsOf(asset) ?? 0 } }
        : undefined,
    );
}
