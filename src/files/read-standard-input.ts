import { KitError } from "../contract/kit-error.js";
import type { FileUse } from "./read-file.js";

/**
 * The bytes of standard input, up to its end.
 *
 * @throws {KitError} when there are more than it may have
 */
export async function readStandardInput({
  what,
  most,
  code = "INPUT_UNREADABLE",
}: Pick<FileUse, "what" | "most" | "code">): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of process.stdin as AsyncIterable<Buffer>) {
    parts.push(part);
    size += part.length;
    if (size > most)
      throw new KitError(code, `stdin: it has more than ${most} bytes: ${what} has ${most} at most`);
  }
  return Buffer.concat(parts, size);
}
