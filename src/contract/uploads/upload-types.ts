/** The kinds of files that the file service takes: images alone, as its pages say, or audio and video too. */
export type UploadTypes = "media" | "images";

/** Media types by format, in the order in which a refusal names them; those of images are all that the pages list. */
const mediaTypes = {
  jpeg: "image/jpeg",
  png: "image/png",
  gif: "image/gif",
  webp: "image/webp",
  mp4: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
  avi: "video/x-msvideo",
  wav: "audio/wav",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  flac: "audio/flac",
  aac: "audio/aac",
  aiff: "audio/aiff",
} as const;

/** Endings of names, where they are other than the format. */
const endings: Readonly<Record<string, string>> = { jpeg: "jpg" };

/** Media types of images that can be uploaded. */
export const imageTypes: readonly string[] = Object.values(mediaTypes).filter((type) =>
  type.startsWith("image/"),
);

/** The format of an accepted file. */
export interface UploadFormat {
  readonly mediaType: string;
  /** Of a name for it, without the dot. */
  readonly ending: string;
}

/** What an accepted file is served as; `undefined` where the service does not take the format. */
export function uploadFormat(format: string | undefined, types: UploadTypes): UploadFormat | undefined {
  const mediaType =
    format === undefined ? undefined : (mediaTypes as Readonly<Record<string, string>>)[format];
  if (format === undefined || mediaType === undefined) return undefined;
  if (types === "images" && !imageTypes.includes(mediaType)) return undefined;
  return { mediaType, ending: endings[format] ?? format };
}

/** The accepted formats as a refusal lists them. */
export function acceptedFormats(types: UploadTypes): string {
  const images = "JPEG, PNG, GIF and WebP images";
  return types === "images" ? images : `${images}, audio and video`;
}
