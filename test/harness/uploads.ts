import type { Reply, ServedMock } from "./describe-matrix.js";

export const FILES = "/api/v1/files";

/** A file as the service shows it. */
export interface FileJson {
  file_id: string;
  file_name: string;
  original_name: string;
  file_size: number;
  mime_type: string;
  upload_path: string;
  file_url: string;
  download_url: string;
  upload_time: string;
  expires_at: string;
}

/** An accepted or a refused upload. */
export interface UploadJson {
  success: boolean;
  code: number;
  msg: string;
  data: FileJson;
}

const keyed = (key: string) => ({ authorization: `Bearer ${key}` });

/** Uploads what stands in a JSON body. */
export function uploadJson(
  mock: ServedMock,
  way: "base64" | "url",
  body: unknown,
  key = "key-a",
): Promise<Reply> {
  return mock.send({
    method: "POST",
    path: `${FILES}/upload/${way}`,
    headers: { ...keyed(key), "content-type": "application/json" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

/** Uploads bytes as a form of one file, with fields beside it. */
export function uploadForm(
  mock: ServedMock,
  content: Uint8Array,
  { filename = "a.bin", key = "key-a", ...fields }: Readonly<Record<string, string>> = {},
): Promise<Reply> {
  const parts = Object.entries(fields).map(([name, value]) => partOf(`name="${name}"`, value));
  return sendForm(mock, [partOf(`name="file"; filename="${filename}"`, content), ...parts], key);
}

/** A part of a form. */
export function partOf(disposition: string, content: string | Uint8Array): Buffer {
  const head = `--bound\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(content as Uint8Array), Buffer.from("\r\n")]);
}

/** Sends a form of such parts. */
export function sendForm(mock: ServedMock, parts: readonly Uint8Array[], key = "key-a"): Promise<Reply> {
  return mock.send({
    method: "POST",
    path: `${FILES}/upload/stream`,
    headers: { ...keyed(key), "content-type": "multipart/form-data; boundary=bound" },
    body: Buffer.concat([...parts, Buffer.from("--bound--\r\n")]),
  });
}

/** The file of an upload that was accepted. */
export function fileOf(reply: Reply): FileJson {
  const { success, data } = reply.json<UploadJson>();
  if (!success) throw new Error(reply.text);
  return data;
}

/** The path behind a link of the mock. */
export function pathOf(link: string): string {
  const { pathname, search } = new URL(link);
  return pathname + search;
}
