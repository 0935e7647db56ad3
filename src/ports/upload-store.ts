import type { Instant } from "../simulation/instant.js";
import type { UploadedFile } from "../simulation/uploads/uploaded-file.js";

/** How much is kept of uploaded files. */
export interface UploadBounds {
  /** Bytes of all files together at the most. */
  readonly mostBytes: number;
  readonly bytes: number;
  readonly files: number;
}

/**
 * Keeps uploaded files until their time is over. Each call is one atomic step, and answers at once: what is known of
 * media is asked for in the middle of a submit.
 */
export interface UploadStore {
  /**
   * Adds a file, unless its account has as many as it may have, or there is no room for its bytes.
   *
   * @param most - files that the account may have
   */
  add(file: UploadedFile, most: number): "added" | "over quota" | "no room";
  get(id: string, now: Instant): UploadedFile | undefined;
  /** The files of an account, newest first. */
  of(account: string, now: Instant): readonly UploadedFile[];
  /** Drops a file; `false` where there is none. */
  remove(id: string): boolean;
  clear(): void;
  readonly bounds: UploadBounds;
}
