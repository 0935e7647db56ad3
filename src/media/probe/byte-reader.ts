/** A file to look into, wherever it lies. */
export interface ByteReader {
  /** Bytes of the whole file. */
  readonly length: number;
  /** The bytes from `start` up to, not including, `end`; both lie within the file. */
  read(start: number, end: number): Uint8Array | Promise<Uint8Array>;
}

/** The file's bytes from `start` on: as many as asked for, or what is left. */
export async function viewOf(file: ByteReader, start: number, count: number): Promise<DataView> {
  const from = Math.min(start, file.length);
  const bytes = await file.read(from, Math.min(from + count, file.length));
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Bytes as the text they may stand for, one character each. */
export function textAt(view: DataView, at: number, count: number): string {
  let text = "";
  for (let i = at; i < Math.min(at + count, view.byteLength); i++)
    text += String.fromCharCode(view.getUint8(i));
  return text;
}

/** Seconds to the microsecond: times come as sums of fractions. */
export const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;
