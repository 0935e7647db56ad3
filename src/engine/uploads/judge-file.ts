import type { Asset } from "../../contract/rules/define-rule.js";
import { shownName } from "../../contract/shown-name.js";
import { MOST_UPLOAD_BYTES } from "../../contract/uploads/upload-limits.js";
import { readUploadLink } from "../../contract/uploads/upload-link.js";
import {
  type NameVerdict,
  originalName,
  readFileName,
  readUploadPath,
} from "../../contract/uploads/upload-names.js";
import { acceptedFormats, uploadFormat } from "../../contract/uploads/upload-types.js";
import { quoteForMessage } from "../../errors/quote-for-message.js";
import type { UploadedFile } from "../../simulation/uploads/uploaded-file.js";
import { type FileRefusal, invalid } from "./file-refusal.js";
import type { GivenFile, GivenNames } from "./given-file.js";
import type { UploadParts } from "./upload-parts.js";

/** A file that is accepted as far as it can be judged by itself. */
export interface JudgedFile
  extends Pick<UploadedFile, "asset" | "content" | "folder" | "mediaType" | "size"> {
  /** Absent where the client gives none. */
  readonly name?: string;
  readonly originalName?: string;
  /** Of a name for it, without the dot. */
  readonly ending: string;
}

/** What is known of a file: its facts, and its bytes where there are some. */
interface KnownFile {
  readonly asset: Asset;
  readonly content?: Uint8Array;
}

/** Judges names, size and type of a file that was given. */
export async function judgeFile(parts: UploadParts, given: GivenFile): Promise<JudgedFile | FileRefusal> {
  const names = readNames(given);
  if ("refused" in names) return names;
  const known = await ("url" in given ? behindUrl(parts, given.url) : inBody(parts, given.content));
  if ("refused" in known) return known;
  const { asset, content } = known;
  const size = content?.length ?? asset.bytes ?? 0;
  const tooLarge = refusalOfSize(size);
  if (tooLarge !== undefined) return tooLarge;
  const format = uploadFormat(asset.format ?? usualFormat(asset.kind), parts.types);
  if (format === undefined) return wrongType(parts, asset);
  return {
    ...names,
    ...{ asset, size, ...format },
    ...(content === undefined ? {} : { content }),
    folder: names.folder ?? folderFor(format.mediaType),
  };
}

/** The refusal of a file that is too large; `undefined` for any other. */
export function refusalOfSize(size: number): FileRefusal | undefined {
  if (size > MOST_UPLOAD_BYTES)
    return {
      refused: "file_too_large",
      message: `The file is too large: ${size} bytes, at most ${MOST_UPLOAD_BYTES} (100 MB) are accepted`,
    };
  return undefined;
}

function readNames(
  given: GivenNames,
): (Pick<JudgedFile, "name" | "originalName"> & { folder?: string }) | FileRefusal {
  const name = given.name === undefined ? undefined : readFileName(...given.name);
  const folder = given.folder === undefined ? undefined : readUploadPath(...given.folder);
  for (const verdict of [name, folder])
    if (verdict !== undefined && "problem" in verdict) return invalid(verdict.problem);
  const original = originalName(given.original);
  return {
    ...nameIn("name", name),
    ...nameIn("folder", folder),
    ...(original === undefined ? {} : { originalName: original }),
  };
}

function nameIn<Member extends string>(
  member: Member,
  verdict: NameVerdict | undefined,
): Partial<Record<Member, string>> {
  if (verdict === undefined || "problem" in verdict) return {};
  return { [member]: verdict.name } as Record<Member, string>;
}

async function inBody({ probe }: UploadParts, content: Uint8Array): Promise<KnownFile | FileRefusal> {
  if (content.length === 0) return invalid("The file is empty");
  const tooLarge = refusalOfSize(content.length);
  return tooLarge ?? { asset: await probe(content), content };
}

/** The file that a URL stands for, as far as the mock knows it: nothing is fetched. */
async function behindUrl(parts: UploadParts, url: string): Promise<KnownFile | FileRefusal> {
  const { assets, store, timeline, fileOf } = parts;
  if (!/^https?:\/\/[^/]/i.test(url))
    return invalid(`file_url must be an http or https URL, got ${quoteForMessage(url)}`);
  const assetOf = (await assets.look?.([url])) ?? ((one: string) => assets.assetOf(one));
  const asset = assetOf(url);
  if (asset === undefined)
    return {
      refused: "url_download_failed",
      message: `The file could not be downloaded from the URL: the mock fetches nothing and knows nothing of ${quoteForMessage(url)}; name a sample such as https://cdn.example.com/image-1280x720.png, or list the URL under assets`,
    };
  const tooLarge = refusalOfSize(asset.bytes ?? 0);
  if (tooLarge !== undefined) return tooLarge;
  const link = readUploadLink(url);
  const copied = link === undefined ? undefined : store.get(link.id, timeline.now())?.content;
  const content = copied ?? (await fileOf(asset));
  return content === undefined ? { asset } : { asset, content };
}

function wrongType({ types }: UploadParts, { kind, format }: Asset): FileRefusal {
  const got =
    format !== undefined
      ? `the file is ${shownName(format)}`
      : kind === undefined
        ? "its bytes are those of no image, audio or video"
        : `the file is ${kind === "video" ? "a video" : `an ${kind}`}`;
  return {
    refused: "unsupported_type",
    message: `The type of the file is not supported: ${got}, and ${acceptedFormats(types)} are accepted`,
  };
}

/** The format of a file of which the kind alone is known. */
function usualFormat(kind: Asset["kind"]): string | undefined {
  return kind === undefined ? undefined : { image: "jpeg", video: "mp4", audio: "mp3" }[kind];
}

/** `images`, `videos` or `audios`: the service sorts files by their type. */
function folderFor(mediaType: string): string {
  return `${mediaType.replace(/\/.*/, "")}s`;
}
