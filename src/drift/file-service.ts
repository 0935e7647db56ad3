import type { JsonObject } from "../text/is-json-object.js";
import type { BundledDocument } from "./compare-document.js";

const text = { type: "string" };
const whole = { type: "integer" };
const flag = { type: "boolean" };

const object = (properties: JsonObject, required: readonly string[] = []): JsonObject => ({
  type: "object",
  properties,
  ...(required.length === 0 ? {} : { required }),
});

const envelope = (data: JsonObject, rest: JsonObject = { msg: text }): JsonObject =>
  object({ success: flag, code: whole, ...rest, data });

const answering = (schema: JsonObject): JsonObject => ({
  "200": { content: { "application/json": { schema } } },
  "4XX": {},
  "5XX": {},
});

const texts = (...names: readonly string[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, text]));

const file = object({
  ...texts("file_id", "file_name", "original_name"),
  file_size: whole,
  ...texts("mime_type", "upload_path", "file_url", "download_url", "upload_time", "expires_at"),
});

const upload = (type: string, source: JsonObject, further: JsonObject = {}): JsonObject => ({
  post: {
    requestBody: {
      content: {
        [type]: {
          schema: object({ ...source, upload_path: text, file_name: text, ...further }, Object.keys(source)),
        },
      },
    },
    responses: answering(envelope(file)),
  },
});

/** The service that uploads of media go to, as far as the vendor's pages describe it: for comparing those pages. */
export const fileService: BundledDocument = {
  name: "files",
  document: {
    place: "the file service",
    root: {
      security: [{ bearerAuth: [] }],
      paths: {
        "/api/v1/files/upload/base64": upload("application/json", { base64_data: text }),
        "/api/v1/files/upload/url": upload("application/json", { file_url: text }),
        "/api/v1/files/upload/stream": upload(
          "multipart/form-data",
          texts("file"),
          texts("uploadPath", "fileName"),
        ),
        "/api/v1/files/quota": {
          get: {
            responses: answering(
              envelope(
                object({
                  user_group: text,
                  used_files: whole,
                  max_files: whole,
                  remain_files: whole,
                  is_custom: flag,
                  quota_reason: text,
                }),
                {},
              ),
            ),
          },
        },
      },
      components: { securitySchemes: { bearerAuth: { type: "http", scheme: "bearer" } } },
    },
  },
};
