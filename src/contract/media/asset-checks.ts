import type { Complaint, RuleInput, TaskFailure } from "../rules/define-rule.js";
import { shownName } from "../shown-name.js";
import {
  exceeds,
  hasSideOutside,
  isTooSteep,
  lastsOutside,
  type Range,
  secondsOf,
  shownFormats,
  shownKind,
  shownSize,
} from "./asset-limits.js";
import { complaintsAboutAssets, complaintsAboutSlots } from "./known-media.js";
import type { MediaKind } from "./media-url.js";

/** A limit of media files: what a rule says of it, how a task fails that breaks it, and the check itself. */
export interface AssetCheck<Message extends string> {
  readonly summary: string;
  readonly failure: TaskFailure;
  readonly messages: Readonly<Record<Message, string>>;
  readonly check: (input: RuleInput) => readonly Complaint<Message>[];
}

const invalid = (message: string): TaskFailure => ({ code: "invalid_parameters", message });

const capitalised = (kind: MediaKind): string => kind.slice(0, 1).toUpperCase() + kind.slice(1);

/** Complains of known files of another kind or format. */
export function formatCheck(wanted: MediaKind, formats: readonly string[]): AssetCheck<"kind" | "format"> {
  const shown = shownFormats(formats);
  return {
    summary: `Fail a task whose ${wanted} is no ${shown} file`,
    failure:
      wanted === "image"
        ? { code: "image_processing_error", message: "The image format is not supported" }
        : invalid("unsupported file type"),
    messages: {
      kind: `{param} must be ${shownKind(wanted)} (${shown}), but the file is {kind}`,
      format: `{param} must be ${shown}, but the file is {format}`,
    },
    check: (input) =>
      complaintsAboutSlots(input, wanted, ({ at, param, asset: { kind, format } }) => {
        if (kind !== undefined && kind !== wanted)
          return { at, message: "kind", data: { param, kind: shownKind(kind) } };
        return format === undefined || formats.includes(format)
          ? undefined
          : { at, message: "format", data: { param, format: shownName(format) } };
      }),
  };
}

/** Complains of files known to be larger. */
export function bytesCheck(kind: MediaKind, megabytes: number): AssetCheck<"bytes"> {
  return {
    summary: `Fail a task whose ${kind === "audio" ? "audio file" : kind} is larger than ${megabytes} MB`,
    failure: invalid(`file size exceeds ${megabytes}MB`),
    messages: { bytes: `{param} must be ${megabytes} MB at most, but the file has {bytes} bytes` },
    check: (input) =>
      complaintsAboutAssets(input, kind, ({ at, param, asset }) =>
        exceeds(asset, megabytes)
          ? { at, message: "bytes", data: { param, bytes: asset.bytes ?? 0 } }
          : undefined,
      ),
  };
}

/** Complains of a known side outside the pixels given. */
export function pixelsCheck(kind: MediaKind, sides: Range): AssetCheck<"pixels"> {
  const { least, most } = sides;
  return {
    summary: `Fail a task whose ${kind} has a side outside ${least} to ${most} pixels`,
    failure: invalid(`${kind} dimensions must be between ${least} and ${most}`),
    messages: {
      pixels: `{param} must be ${least} to ${most} pixels on each side, but the ${kind} is {size}`,
    },
    check: (input) =>
      complaintsAboutAssets(input, kind, ({ at, param, asset }) =>
        hasSideOutside(asset, sides)
          ? { at, message: "pixels", data: { param, size: shownSize(asset) } }
          : undefined,
      ),
  };
}

/** Complains of sides in a proportion beyond 1:8 or 8:1. */
export function ratioCheck(kind: MediaKind): AssetCheck<"ratio"> {
  return {
    summary: `Fail a task whose ${kind} is narrower than 1:8 or wider than 8:1`,
    failure: invalid(`${kind} aspect ratio must be between 1:8 and 8:1`),
    messages: { ratio: `{param} must be in a proportion of 1:8 to 8:1, but the ${kind} is {size}` },
    check: (input) =>
      complaintsAboutAssets(input, kind, ({ at, param, asset }) =>
        isTooSteep(asset) ? { at, message: "ratio", data: { param, size: shownSize(asset) } } : undefined,
      ),
  };
}

/**
 * Complains of a known length outside the seconds given.
 *
 * @param role - the file's part in the request, as the summary calls it: `driving audio`
 */
export function secondsCheck(kind: MediaKind, role: string, seconds: Range): AssetCheck<"seconds"> {
  const { least, most } = seconds;
  return {
    summary: `Fail a task whose ${role} lasts less than ${least} or more than ${most} s`,
    failure: invalid(`${capitalised(kind)} duration must be between ${least}-${most} seconds`),
    messages: { seconds: `{param} must last ${least} to ${most} s, but the ${kind} lasts {seconds}` },
    check: (input) =>
      complaintsAboutAssets(input, kind, ({ at, param, asset }) =>
        lastsOutside(asset, seconds)
          ? { at, message: "seconds", data: { param, seconds: secondsOf(asset) ?? 0 } }
          : undefined,
      ),
  };
}
