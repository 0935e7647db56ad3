/** The contents of a box: bytes, text (UTF-8), or further parts. */
export type BoxPart = Uint8Array | string | readonly BoxPart[];

/** An MP4 box: length, four-letter type, contents. */
export function box(type: string, ...parts: BoxPart[]): Uint8Array {
  const contents = joined(...parts);
  return joined(u32(8 + contents.length), Buffer.from(type, "latin1"), contents);
}

/** A box with version 0 and flags in front of its contents. */
export function fullBox(type: string, flags: number, ...parts: BoxPart[]): Uint8Array {
  return box(type, u32(flags), ...parts);
}

/** Parts one after another. */
export function joined(...parts: BoxPart[]): Uint8Array {
  return Buffer.concat(parts.flatMap(toChunks));
}

function toChunks(part: BoxPart): Uint8Array[] {
  if (typeof part === "string") return [Buffer.from(part)];
  return ArrayBuffer.isView(part) ? [part] : part.flatMap(toChunks);
}

export const u8 = (...values: number[]): Uint8Array => Uint8Array.from(values);
export const u16 = (...values: number[]): Uint8Array => bigEndian(2, values);
export const u32 = (...values: number[]): Uint8Array => bigEndian(4, values);

function bigEndian(size: 2 | 4, values: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(values.length * size);
  values.forEach((value, i) => {
    bytes.writeUIntBE(value, i * size, size);
  });
  return bytes;
}
