import { realpath } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import type { AssetOf } from "../../contract/media/media-inputs.js";
import type { Asset } from "../../contract/rules/define-rule.js";
import type { AssetSource } from "../../ports/asset-source.js";
import { parseUrl } from "../../text/parse-url.js";
import { type Probe, ProbedFiles, type ProbeVerdict } from "./probed-files.js";

/** A folder that exists, and the URLs that its files stand for. */
export interface MappedFolder {
  readonly origin: string;
  /** Parts of the prefix's path, decoded. */
  readonly parts: readonly string[];
  /** The folder as it was named. */
  readonly folder: string;
  /** Its real path. */
  readonly root: string;
}

/** Most warnings: a client may name files without end. */
const MOST_WARNINGS = 1000;

/** Knows the files of folders by the URLs they stand for. Files are read when they are asked for. */
export class FolderAssets implements AssetSource {
  readonly #folders: readonly MappedFolder[];
  readonly #files: ProbedFiles;
  readonly #onWarning: (sentence: string) => void;
  readonly #warned = new Set<string>();

  constructor(
    folders: readonly MappedFolder[],
    { probe, onWarning }: { probe: Probe; onWarning: (sentence: string) => void },
  ) {
    // The longest prefix first; of equal ones the first named.
    this.#folders = [...folders].sort((a, b) => b.parts.length - a.parts.length);
    this.#files = new ProbedFiles(probe);
    this.#onWarning = onWarning;
  }

  /** Nothing is known without reading. */
  assetOf(): undefined {
    return undefined;
  }

  /** Files that cannot be read are unknown, and warned of once. */
  async look(urls: readonly string[]): Promise<AssetOf> {
    const known = new Map<string, Asset>();
    const lookAt = async (url: string) => {
      const found = await this.find(url);
      if (found === undefined) return;
      if ("asset" in found) known.set(url, found.asset);
      else this.#warn(`${found.file}: ${found.problem}, so nothing is known of its URL`);
    };
    await Promise.all([...new Set(urls)].map(lookAt));
    return (url) => known.get(url);
  }

  /**
   * The file that a URL stands for, and its facts or why there are none.
   *
   * @returns `file` is spelt as the folder was named; `undefined` for a URL under no prefix
   */
  async find(url: string): Promise<(ProbeVerdict & { readonly file: string }) | undefined> {
    const address = mediaAddressOf(url);
    const folder = this.#folders.find(
      ({ origin, parts }) =>
        origin === address?.origin && parts.every((part, index) => part === address.parts[index]),
    );
    if (folder === undefined || address === undefined) return undefined;
    const parts = address.parts.slice(folder.parts.length);
    if (parts.length === 0 || !parts.every((part) => isEntryName(part))) {
      return { file: folder.folder, problem: `${shown(url)} names no file in it` };
    }
    const file = shown(join(folder.folder, ...parts));
    try {
      return { file, ...(await this.#lookInto(folder, parts)) };
    } catch (error) {
      return { file, problem: reasonOf(error) };
    }
  }

  async #lookInto({ root }: MappedFolder, parts: readonly string[]): Promise<ProbeVerdict> {
    const path = join(root, ...parts);
    const real = await realpath(path);
    if (!isInside(root, real)) return { problem: "it is a link that leads out of the folder" };
    // Some file systems find a file under other letters; the service would not.
    const isMisspelt = real !== path && real.toLowerCase() === path.toLowerCase();
    return isMisspelt ? { problem: NO_FILE } : this.#files.look(real);
  }

  #warn(sentence: string): void {
    if (this.#warned.has(sentence) || this.#warned.size > MOST_WARNINGS) return;
    this.#warned.add(sentence);
    this.#onWarning(
      this.#warned.size > MOST_WARNINGS ? "further media files that tell nothing are not told of" : sentence,
    );
  }
}

const NO_FILE = "there is no such file";

function isInside(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== "" && way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR" || code === "ENAMETOOLONG") return NO_FILE;
  if (code === "EACCES" || code === "EPERM") return "it may not be read by the user of the mock";
  return code === undefined ? message : `it cannot be read (${code})`;
}

/** Fit for one line of a terminal. */
function shown(text: string): string {
  const short = text.length > 300 ? `${text.slice(0, 300)}...` : text;
  return short.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, "?");
}

/** The part of a URL that decides which file it stands for. */
export interface MediaAddress {
  /** Scheme, host and port, in lower case and without a standard port. */
  readonly origin: string;
  /** The parts of the path between slashes, percent escapes decoded; one that does not decode is `undefined`. */
  readonly parts: readonly (string | undefined)[];
}

/** Slashes are as they were sent: `..` and backslashes are refused later, not resolved. */
const ADDRESS = /^(https?:\/\/[^/?#\\]+)(?:\/([^?#]*))?/i;

/**
 * Takes an http or https URL apart; query and fragment do not count.
 *
 * @returns `undefined` for any other text
 */
export function mediaAddressOf(url: string): MediaAddress | undefined {
  const [, base, path = ""] = ADDRESS.exec(url) ?? [];
  const origin = base === undefined ? undefined : parseUrl(base)?.origin;
  return origin === undefined ? undefined : { origin, parts: path.split("/").map(decoded) };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** A slash, a backslash, NUL or another control character: no name of a file on any system. */
const NO_NAME = /[/\\\u0000-\u001f\u007f]/;
/** Characters that Windows reads as a drive, a stream or a pattern, or leaves out at the end. */
const NO_WINDOWS_NAME = /[<>:"|?*]|[. ]$/;

/** Whether a part of a path is the plain name of an entry of a folder, so that it can lead nowhere else. */
export function isEntryName(part: string | undefined, platform: string = process.platform): part is string {
  if (part === undefined || part === "" || part === "." || part === "..") return false;
  return !NO_NAME.test(part) && !(platform === "win32" && NO_WINDOWS_NAME.test(part));
}
