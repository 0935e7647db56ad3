/** Bytes that stand in a file several times in a row. */
export interface Segment {
  readonly bytes: Uint8Array;
  /** Whole number, 0 or more. */
  readonly times: number;
}

/** A file as a recipe: a hundred megabytes of padding cost one block of zeros. */
export interface SampleFile {
  readonly segments: readonly Segment[];
  /** Bytes of the whole file. */
  readonly length: number;
}

/** The size asked for is out of reach; the message says why and what to ask for instead. */
export class SampleSizeError extends RangeError {
  override readonly name = "SampleSizeError";
}

type Part = Uint8Array | Segment | readonly Segment[];

const RIFF_HEADER = 12;
const CHUNK_HEADER = 8;
const CHUNK = 64 * 1024;
const ZEROS = new Uint8Array(CHUNK);

/** A file made of parts in order. */
export function fileOf(...parts: readonly Part[]): SampleFile {
  const segments = parts.flatMap((part): readonly Segment[] => {
    if (ArrayBuffer.isView(part)) return [{ bytes: part, times: 1 }];
    return "bytes" in part ? [part] : part;
  });
  const length = segments.reduce((sum, { bytes, times }) => sum + bytes.length * times, 0);
  return { segments, length };
}

/** So many zero bytes. */
export function zeros(count: number): Segment[] {
  return [
    { bytes: ZEROS, times: Math.floor(count / CHUNK) },
    { bytes: ZEROS.subarray(0, count % CHUNK), times: 1 },
  ];
}

/**
 * Bytes of padding that bring a file to the size asked for.
 *
 * @param natural - bytes of the file without padding
 * @param wanted - bytes asked for; `undefined` for no padding
 * @param least - fewest bytes that the format's padding takes
 * @throws {SampleSizeError} when the format cannot have that size
 */
export function paddingFor(natural: number, wanted: number | undefined, least: number): number {
  if (wanted === undefined || wanted === natural) return 0;
  if (wanted - natural < least) {
    // The card shows the file's name, so another size in it changes the natural one a little.
    const enough = Math.ceil((natural + least) / 1024) + 1;
    throw new SampleSizeError(
      `This file takes ${natural} bytes by itself, so it cannot have ${wanted}: ask for ${enough}KB or more`,
    );
  }
  return wanted - natural;
}

/** Numbers of some bytes each, the lowest byte first. */
export function littleEndian(size: number, ...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * size);
  values.forEach((value, i) => {
    bytes.writeUIntLE(value, i * size, size);
  });
  return bytes;
}

/** A chunk of a RIFF file: four letters, the length, the contents, a zero more where they are odd. */
export function riffChunk(type: string, ...contents: readonly Part[]): readonly Segment[] {
  const { segments, length } = fileOf(...contents);
  const name = Buffer.from(type, "latin1");
  return fileOf(name, littleEndian(4, length), segments, zeros(length % 2)).segments;
}

/**
 * A RIFF file.
 *
 * @param bytes - size of the file; `undefined` for what it takes
 * @param padding - type of a chunk that readers skip, and what else has to stand in front in a file that has one
 * @throws {SampleSizeError} for a size that it cannot have
 */
export function riffFile(
  form: string,
  contents: readonly Segment[],
  bytes: number | undefined,
  [padding, ...before]: readonly [type: string, ...before: Segment[]],
): SampleFile {
  const natural = RIFF_HEADER + fileOf(contents).length;
  if (bytes !== undefined && bytes % 2 !== 0) {
    throw new SampleSizeError(
      `A RIFF file (wav, webp) has an even number of bytes, not ${bytes}: ask for ${bytes + 1}B`,
    );
  }
  const overhead = fileOf(before).length + CHUNK_HEADER;
  const added = paddingFor(natural, bytes, overhead);
  const chunks =
    added === 0 ? contents : [...before, ...contents, ...riffChunk(padding, zeros(added - overhead))];
  return fileOf(riffChunk("RIFF", Buffer.from(form, "latin1"), chunks));
}

/** The bytes from `start` up to, not including, `end`, in chunks of at most 64 KiB. */
export function* readSample(file: SampleFile, start = 0, end = file.length): Generator<Uint8Array> {
  for (let at = start; at < end; ) {
    const chunk = new Uint8Array(Math.min(CHUNK, end - at));
    copyInto(chunk, file, at);
    at += chunk.length;
    yield chunk;
  }
}

/** Fills a chunk with the file's bytes from `from` on. */
function copyInto(chunk: Uint8Array, file: SampleFile, from: number): void {
  let filled = 0;
  let segmentStart = 0;
  for (const { bytes, times } of file.segments) {
    const segmentEnd = segmentStart + bytes.length * times;
    for (let at = from + filled; at < segmentEnd && filled < chunk.length; at = from + filled) {
      const offset = (at - segmentStart) % bytes.length;
      const piece = bytes.subarray(offset, offset + chunk.length - filled);
      chunk.set(piece, filled);
      filled += piece.length;
    }
    if (filled === chunk.length) return;
    segmentStart = segmentEnd;
  }
}
