import type { UploadBounds, UploadStore } from "../../ports/upload-store.js";
import type { Instant } from "../../simulation/instant.js";
import { isUploadExpired, type UploadedFile } from "../../simulation/uploads/uploaded-file.js";
import type { StateKind } from "../kept/change.js";
import type { ChangeListener, KeptState } from "../kept/kept-state.js";

/** Bytes of all files: five of the largest, or some thousand photographs. */
const MOST_BYTES = 512 * 1024 * 1024;

/** Bytes that a file takes beside its content, about: files of which only facts are known are counted too. */
const BYTES_OF_RECORD = 2048;

/** A file as it is written down: its content as Base64, with its number among all, as places that keep it may have no order. */
type Written = Omit<UploadedFile, "content"> & { readonly content?: string; readonly number: number };

/** Uploaded files in this process. */
export class MemoryUploadStore implements UploadStore, KeptState {
  readonly kinds = ["upload"] as const;
  readonly #files = new Map<string, UploadedFile>();
  /** Their places in the order of uploads. */
  readonly #numbers = new Map<string, number>();
  #added = 0;
  #bytes = 0;

  /**
   * @param changes - told what has changed; absent where nothing is kept elsewhere
   * @param mostBytes - bytes of all files together; default 512 MB
   */
  constructor(
    private readonly changes?: ChangeListener,
    private readonly mostBytes: number = MOST_BYTES,
  ) {}

  get bounds(): UploadBounds {
    return { mostBytes: this.mostBytes, bytes: this.#bytes, files: this.#files.size };
  }

  add(file: UploadedFile, most: number): "added" | "over quota" | "no room" {
    if (this.of(file.account, file.uploadedAt).length >= most) return "over quota";
    const bytes = bytesOf(file);
    if (this.#bytes + bytes > this.mostBytes) return "no room";
    this.#files.set(file.id, file);
    this.#numbers.set(file.id, ++this.#added);
    this.#bytes += bytes;
    this.changes?.changed("upload", file.id);
    return "added";
  }

  get(id: string, now: Instant): UploadedFile | undefined {
    const file = this.#files.get(id);
    if (file === undefined || !isUploadExpired(file, now)) return file;
    this.remove(id);
    return undefined;
  }

  of(account: string, now: Instant): readonly UploadedFile[] {
    for (const file of this.#files.values()) if (isUploadExpired(file, now)) this.remove(file.id);
    return [...this.#files.values()].filter((file) => file.account === account).reverse();
  }

  remove(id: string): boolean {
    const file = this.#files.get(id);
    if (file === undefined) return false;
    this.#bytes -= bytesOf(file);
    this.#files.delete(id);
    this.#numbers.delete(id);
    this.changes?.changed("upload", id);
    return true;
  }

  clear(): void {
    for (const id of [...this.#files.keys()]) this.remove(id);
  }

  keysOf(): Iterable<string> {
    return this.#files.keys();
  }

  valueOf(_kind: StateKind, id: string): Written | undefined {
    const file = this.#files.get(id);
    if (file === undefined) return undefined;
    const { content, ...facts } = { number: this.#numbers.get(id) ?? 0, ...file };
    return content === undefined ? facts : { ...facts, content: Buffer.from(content).toString("base64") };
  }

  put(_kind: StateKind, id: string, value: unknown): void {
    this.remove(id);
    if (value === undefined) return;
    const { content, number, ...facts } = value as Written;
    const file = content === undefined ? facts : { ...facts, content: Buffer.from(content, "base64") };
    this.#files.set(id, file);
    this.#numbers.set(id, number);
    this.#added = Math.max(this.#added, number);
    this.#bytes += bytesOf(file);
  }

  forget(): void {
    this.#files.clear();
    this.#numbers.clear();
    this.#added = 0;
    this.#bytes = 0;
  }
}

function bytesOf({ content }: UploadedFile): number {
  return BYTES_OF_RECORD + (content?.length ?? 0);
}
