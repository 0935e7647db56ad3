import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** What a mini document says of its parameters beside `model`. */
export interface MiniOptions {
  readonly model?: string;
  /** YAML flow text of the `prompt` schema. */
  readonly prompt?: string;
  /** YAML flow text that replaces `{ type: string, enum: [MODEL] }`. */
  readonly modelSchema?: string;
  /** Further members of `info`, in YAML flow text. */
  readonly info?: string;
  readonly path?: string;
  readonly version?: string;
}

/** An OpenAPI document of one model with a prompt, a duration and references to images. */
export function miniDocument({
  model = "wan2.6-text-to-video",
  prompt = "{ type: string, maxLength: 20 }",
  modelSchema = `{ type: string, enum: [${model}] }`,
  info = "",
  path = "/v1/videos/generations",
  version = 'openapi: "3.1.0"',
}: MiniOptions = {}): string {
  return `${version}
info: { title: An older model, version: "1"${info} }
paths:
  ${path}:
    post:
      operationId: createOlderVideo
      requestBody:
        required: true
        content:
          application/json:
            schema:
              $ref: "#/components/schemas/OlderRequest"
      responses:
        "200": { description: The task. }
components:
  schemas:
    OlderRequest:
      type: object
      required: [model, prompt]
      properties:
        model: ${modelSchema}
        prompt: ${prompt}
        duration: { type: integer, enum: [5, 10, 15], default: 5 }
        image_urls: { type: array, items: { type: string, format: uri }, maxItems: 2 }
`;
}

/** A folder for the documents of a test file; `remove` it when done. */
export interface DocumentFolder {
  /** Writes a file and tells its path. */
  write(name: string, text: string | Uint8Array): string;
  path(name: string): string;
  remove(): void;
}

export function documentFolder(): DocumentFolder {
  const folder = mkdtempSync(join(tmpdir(), "wan-mock-documents-"));
  return {
    write: (name, text) => {
      const file = join(folder, name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    path: (name) => join(folder, name),
    remove: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
