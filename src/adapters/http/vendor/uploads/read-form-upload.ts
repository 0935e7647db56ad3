import type { IncomingMessage } from "node:http";
import type { BusboyInstance } from "@fastify/busboy";
import { MOST_UPLOAD_BYTES } from "../../../../contract/uploads/upload-limits.js";
import { type FileRefusal, invalid } from "../../../../engine/uploads/file-refusal.js";
import type { FileReader, GivenFile } from "../../../../engine/uploads/given-file.js";
import { refusalOfSize } from "../../../../engine/uploads/judge-file.js";
import { quoteForMessage } from "../../../../errors/quote-for-message.js";
import { announcedBytes } from "../../wire.js";

/** Bytes that a form may have beside its file. */
const MOST_BESIDE = 65_536;

const LIMITS = {
  fileSize: MOST_UPLOAD_BYTES + 1,
  files: 1,
  fields: 20,
  parts: 21,
  fieldSize: 2000,
  headerPairs: 20,
};

/** The spellings of the fields that say something of the file. */
const fields: Readonly<Record<string, "name" | "folder">> = {
  file_name: "name",
  fileName: "name",
  upload_path: "folder",
  uploadPath: "folder",
};

/** Reads an upload whose file is a part of a form, as it comes. */
export function formUpload(request: IncomingMessage): FileReader {
  return async () => {
    const type = request.headers["content-type"];
    if (type === undefined || !/^multipart\/form-data\s*;.*\bboundary=\S/i.test(type)) {
      const got = type === undefined ? "there is none" : `got ${quoteForMessage(type)}`;
      return invalid(
        `Content-Type must be multipart/form-data with a boundary, ${got}: send the file as part "file" of a form`,
      );
    }
    const announced = announcedBytes(request) ?? 0;
    if (announced > MOST_UPLOAD_BYTES + MOST_BESIDE) return refusalOfSize(announced);
    // Written for `require`: as a bundle of ES modules it has a default alone.
    const { Busboy } = (await import("@fastify/busboy")).default;
    const headers = { ...request.headers, "content-type": type };
    let form: BusboyInstance;
    try {
      form = new Busboy({ headers, limits: LIMITS, preservePath: true });
    } catch (error) {
      if (error instanceof TypeError) throw error;
      return invalid(
        `Content-Type must be multipart/form-data with a boundary, got ${quoteForMessage(type)}`,
      );
    }
    return new FormRead(request, form).result;
  };
}

/** The file of a form while it comes in. */
class FormRead {
  readonly result: Promise<GivenFile | FileRefusal | undefined>;
  #end!: (result: GivenFile | FileRefusal | undefined) => void;
  readonly #names: { name?: [string, string]; folder?: [string, string] } = {};
  #file: { readonly chunks: Buffer[]; size: number; readonly original: string | undefined } | undefined;

  constructor(
    private readonly request: IncomingMessage,
    private readonly form: BusboyInstance,
  ) {
    this.result = new Promise((resolve) => {
      this.#end = resolve;
    });
    form.on("field", (name, value, _isNameCut, isCut) => this.#field(name, value, isCut));
    form.on("file", (name, stream, original) => {
      stream.on("error", () => undefined);
      if (name === "file") this.#take(stream, original);
      else this.#refuse(`The part with the file must be called "file", got ${quoteForMessage(name)}`);
    });
    form.on("filesLimit", () =>
      this.#refuse("A request uploads one file, got several: send a request for each"),
    );
    for (const limit of ["partsLimit", "fieldsLimit"] as const)
      form.on(limit, () =>
        this.#refuse(
          `The form has more than ${LIMITS.fields} fields: it needs file, upload_path and file_name alone`,
        ),
      );
    form.on("error", () =>
      this.#refuse(
        "The form is not well-formed multipart/form-data: it breaks off, or its boundary is another than Content-Type says",
      ),
    );
    form.on("finish", () => this.#finish());
    request.once("close", () => {
      if (!request.complete) this.#stop(undefined);
    });
    request.on("error", () => this.#stop(undefined));
    request.pipe(form);
  }

  #take(stream: NodeJS.ReadableStream, original: string | undefined): void {
    const file = { chunks: [] as Buffer[], size: 0, original };
    this.#file = file;
    stream.on("data", (chunk: Buffer) => {
      file.chunks.push(chunk);
      file.size += chunk.length;
      const tooLarge = refusalOfSize(file.size);
      if (tooLarge !== undefined)
        this.#stop({
          refused: "file_too_large",
          message: `The file is too large: at most ${MOST_UPLOAD_BYTES} bytes (100 MB) are accepted`,
        });
    });
  }

  #field(param: string, value: string, isCut: boolean): void {
    if (param === "file") {
      this.#refuse('The part "file" must be a file: give it a filename');
      return;
    }
    const place = fields[param];
    if (place === undefined || value === "") return;
    if (isCut) this.#refuse(`${param} has more than ${LIMITS.fieldSize} bytes`);
    else if (this.#names[place] !== undefined) this.#refuse(`${param} is given twice: give it once`);
    else this.#names[place] = [param, value];
  }

  #finish(): void {
    const file = this.#file;
    if (file === undefined) this.#refuse('The form has no part "file": send the file under that name');
    else
      this.#stop({ ...this.#names, original: file.original, content: Buffer.concat(file.chunks, file.size) });
  }

  #refuse(message: string): void {
    this.#stop(invalid(message));
  }

  /** Ends the reading, once: what else comes in is thrown away, so that the connection can go on. */
  #stop(result: GivenFile | FileRefusal | undefined): void {
    this.request.unpipe(this.form).resume();
    this.#file?.chunks.splice(0, "refused" in (result ?? {}) ? Number.POSITIVE_INFINITY : 0);
    this.#end(result);
  }
}
