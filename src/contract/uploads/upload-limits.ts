/** Most bytes of an uploaded file. The vendor says "100 MB" and no more; read as 1024 x 1024 bytes, as with media. */
export const MOST_UPLOAD_BYTES = 100 * 1024 * 1024;

/** Bytes of the body of an upload: those of the largest file in base64, and some for all else. */
export const MOST_UPLOAD_BODY = Math.ceil(MOST_UPLOAD_BYTES / 3) * 4 + 1_000_000;

/** How long an uploaded file can be fetched, in hours. */
export const UPLOAD_HOURS = 72;

/** Most entries of a page of the list of files. */
export const MOST_FILES_OF_PAGE = 100;

/** Files that a key may have at a time, by user group. */
const quotas: Readonly<Record<string, number>> = { default: 100, vip: 500 };

/** The number of files that a key of a user group may have. */
export function filesOfGroup(userGroup: string): number {
  return quotas[userGroup] ?? 100;
}
