/** What a link to an uploaded file names. */
export interface UploadLink {
  readonly id: string;
  /** The last part of the path, decoded; absent from a download link, which names the file by its id alone. */
  readonly name?: string;
}

const LINK =
  /^https?:\/\/[^/?#\\]+\/(?:uploads\/(file_[a-z0-9]{1,40})\/([^/?#\\]{1,2000})|api\/v1\/files\/download\/(file_[a-z0-9]{1,40}))(?:[?#]|$)/i;

/** The path under which a file is served, behind the base of links. */
export function uploadPath(id: string, name: string): string {
  return `/uploads/${id}/${encodeURIComponent(name)}`;
}

/** Reads a URL as a link to an uploaded file, whatever its host; `undefined` for any other. */
export function readUploadLink(url: string): UploadLink | undefined {
  const [, shown, name = "", downloaded] = LINK.exec(url) ?? [];
  if (downloaded !== undefined) return { id: downloaded };
  if (shown === undefined) return undefined;
  try {
    return { id: shown, name: decodeURIComponent(name) };
  } catch {
    return undefined;
  }
}
