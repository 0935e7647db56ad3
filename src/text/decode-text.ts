/**
 * The text of a file, without the byte order mark that some editors write in front of it.
 *
 * @throws {Error} with the words that follow the file's name in a message, for what is not UTF-8
 */
export function decodeText(bytes: Uint8Array): string {
  if (isUtf16(bytes)) throw new Error("it is UTF-16 text: save it as UTF-8");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Error("it is not UTF-8 text: save it as UTF-8", { cause: error });
  }
}

/** By its mark, or by the zero that every other byte of ASCII letters is. Windows PowerShell writes such files. */
function isUtf16([first, second]: Uint8Array): boolean {
  if (first === undefined || second === undefined) return false;
  const hasMark = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return hasMark || (first === 0 && isAscii(second)) || (isAscii(first) && second === 0);
}

const isAscii = (byte: number): boolean => byte === 0x0a || (byte >= 0x20 && byte < 0x7f);
