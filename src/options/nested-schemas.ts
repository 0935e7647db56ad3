import type { Schema } from "./option.js";

/** Submits or queries in any window of virtual time; `parseRateLimit` says how many they may be. */
export const rateSchema = { type: "string", pattern: "^\\d{1,6}/(s|min|h)$" } as const;

const credits = { type: "number", minimum: 0, maximum: 1_000_000_000 } as const;
const price = { type: "number", minimum: 0, maximum: 1_000_000 } as const;
const positive = { type: "integer", minimum: 1 } as const;
const names = { type: "array", minItems: 1, items: { type: "string", minLength: 1 } } as const;

/** The same, or `null`. */
const orNull = <Plain extends { readonly type: string }>(schema: Plain) => ({
  ...schema,
  type: [schema.type, "null"],
});

const closed = (properties: Readonly<Record<string, Schema>>) =>
  ({ type: "object", additionalProperties: false, properties }) as const;

/** House rules. */
export const policySchema: Schema = closed({
  longestDuration: {
    description: "Longest result in seconds (policy-longest-duration).",
    ...positive,
    examples: [10],
  },
  allowedQualities: {
    description: "The only values of quality (policy-allowed-qualities).",
    ...names,
    examples: [["720p"]],
  },
  dailyCredits: {
    description:
      "Most credits that the tasks of one key cost which it submits between two midnights UTC (policy-daily-credits).",
    ...credits,
    examples: [500],
  },
});

export const accountSchema = closed({
  balance: { description: "Credits the key starts with.", ...orNull(credits) },
  models: {
    description: "Models the key may use.",
    type: ["array", "null"],
    items: { type: "string" },
    examples: [["wan2.7-text-to-video"]],
  },
  userGroup: {
    description: "`usage.user_group` of its answers.",
    type: "string",
    minLength: 1,
    default: "default",
    examples: ["vip"],
  },
  rateLimit: { description: "Submits in any window of virtual time.", ...orNull(rateSchema) },
  rateLimitQueries: { description: "Task queries in any window of virtual time.", ...orNull(rateSchema) },
  concurrency: { description: "Live tasks.", ...orNull(positive) },
  policy: {
    description: "House rules that differ from those of all keys; null lifts one, or all.",
    ...orNull(
      closed({
        longestDuration: orNull(positive),
        allowedQualities: orNull(names),
        dailyCredits: orNull(credits),
      }),
    ),
  },
});

export const priceSchema: Schema = closed({
  creditsPerSecond: {
    description: "Credits for a second of the result: one number, or one for each quality.",
    ...price,
    type: ["number", "object"],
    additionalProperties: price,
  },
  creditsPerTask: {
    description: "Credits for a task, however long its result; in place of creditsPerSecond.",
    ...price,
  },
  billsInput: {
    description: "Bills the seconds of video_urls beside those of the result.",
    type: "boolean",
    default: false,
  },
});

const url = { type: "string", minLength: 1, maxLength: 2048 } as const;

/** A known asset, or a folder of them. */
export const assetSchema: Schema = closed({
  prefix: {
    description:
      "How URLs begin whose files lie in a folder, such as https://cdn.example.com/in/; stands with folder alone.",
    ...url,
  },
  folder: {
    description: "Path of the folder; it starts at the configuration file.",
    type: "string",
    minLength: 1,
  },
  url: { description: "Address of the file, or a pattern of it.", ...url },
  kind: { description: "What the file is.", enum: ["image", "video", "audio"] },
  format: {
    description: "jpeg, png, webp, bmp, mp4, mov, wav, mp3, or what else it is.",
    type: "string",
  },
  width: { description: "Pixels.", ...positive },
  height: { description: "Pixels.", ...positive },
  seconds: { description: "Of a video or audio.", type: "number", minimum: 0 },
  bytes: { description: "Of the file.", type: "integer", minimum: 0 },
  hasTransparency: {
    description: "Whether an image has an alpha channel or a transparent colour.",
    type: "boolean",
  },
  hasSound: { description: "Whether a video has an audio track.", type: "boolean" },
});
