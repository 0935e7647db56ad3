import type { Asset } from "../../contract/rules/define-rule.js";
import { UPLOAD_HOURS } from "../../contract/uploads/upload-limits.js";
import { uploadPath } from "../../contract/uploads/upload-link.js";
import type { Instant } from "../instant.js";

const LIFETIME_MS = UPLOAD_HOURS * 3_600_000;

/** A file that was uploaded. */
export interface UploadedFile {
  /** `file_` and 12 of a-f0-9. */
  readonly id: string;
  /** Account that it belongs to. */
  readonly account: string;
  /** The name that its link ends in. */
  readonly name: string;
  readonly originalName: string;
  readonly folder: string;
  readonly mediaType: string;
  readonly uploadedAt: Instant;
  /** Base of its links: scheme and host, no slash at the end. */
  readonly linkBase: string;
  /** Facts that rules and results follow. */
  readonly asset: Asset;
  /** Bytes of the file, as far as they are known. */
  readonly size: number;
  /** Absent where only facts are known: a file that was named by a URL. */
  readonly content?: Uint8Array;
}

/** Whether a file has had its time. */
export function isUploadExpired({ uploadedAt }: UploadedFile, now: Instant): boolean {
  return now - uploadedAt >= LIFETIME_MS;
}

/** A file as the answers of the service show it. */
export function fileObject(file: UploadedFile) {
  const { id, name, originalName, folder, mediaType, uploadedAt, linkBase, size } = file;
  return {
    file_id: id,
    file_name: name,
    original_name: originalName,
    file_size: size,
    mime_type: mediaType,
    upload_path: folder,
    file_url: `${linkBase}${uploadPath(id, name)}`,
    download_url: `${linkBase}/api/v1/files/download/${id}`,
    upload_time: shownTime(uploadedAt),
    expires_at: shownTime(uploadedAt + LIFETIME_MS),
  };
}

const ZONE_MS = 8 * 3_600_000;

/** Whole seconds in the zone of the vendor: `2025-10-09T00:00:00+08:00`. */
function shownTime(instant: Instant): string {
  return `${new Date(instant + ZONE_MS).toISOString().slice(0, 19)}+08:00`;
}
