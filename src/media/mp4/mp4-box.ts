/** The contents of a box: bytes, text (UTF-8), or further parts. */
export type BoxPart = Uint8Array | string | readonly BoxPart[];

const encoder = new TextEncoder();

/** An MP4 box: length, four-letter type, contents. */
export function box(type: string, ...parts: BoxPart[]): Uint8Array {
  const contents = parts.flatMap(toChunks);
  const length = 8 + contents.reduce((sum, chunk) => sum + chunk.length, 0);
  const bytes = new Uint8Array(length);
  new DataView(bytes.buffer).setUint32(0, length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  let at = 8;
  for (const chunk of contents) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** A box with version 0 and flags in front of its contents. */
export function fullBox(type: string, flags: number, ...parts: BoxPart[]): Uint8Array {
  return box(type, u32(flags), ...parts);
}

export const u8 = (...values: number[]): Uint8Array => Uint8Array.from(values);

export function u16(...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 2));
  values.forEach((value, i) => {
    view.setUint16(i * 2, value);
  });
  return new Uint8Array(view.buffer);
}

export function u32(...values: number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setUint32(i * 4, value);
  });
  return new Uint8Array(view.buffer);
}

function toChunks(part: BoxPart): Uint8Array[] {
  if (typeof part === "string") return [encoder.encode(part)];
  return ArrayBuffer.isView(part) ? [part] : part.flatMap(toChunks);
}
