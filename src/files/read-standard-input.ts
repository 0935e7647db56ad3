import type { Readable } from "node:stream";
import { KitError } from "../errors/kit-error.js";
import { decodeText } from "../text/decode-text.js";
import type { FileUse } from "./read-file.js";

/**
 * The bytes of standard input, up to its end.
 *
 * @throws {KitError} when there are more than it may have
 */
async function readStandardInput(
  { what, most, code = "INPUT_UNREADABLE" }: Pick<FileUse, "what" | "most" | "code">,
  stdin: Readable,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > most)
      throw new KitError(code, `stdin: it has more than ${most} bytes: ${what} has ${most} at most`);
  }
  return Buffer.concat(parts, size);
}

/**
 * The same as text, without a byte order mark.
 *
 * @throws {KitError} also for what is not UTF-8
 */
export async function readStandardText(
  use: Pick<FileUse, "what" | "most" | "code">,
  stdin: Readable,
): Promise<string> {
  const bytes = await readStandardInput(use, stdin);
  try {
    return decodeText(bytes);
  } catch (error) {
    throw new KitError(use.code ?? "INPUT_UNREADABLE", `stdin: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
