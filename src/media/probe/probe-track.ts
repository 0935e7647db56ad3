import { CustomSource, Input, Logging, LogLevel, MP3, MP4, QTFF, WAVE } from "mediabunny";
import { type ByteReader, textAt, viewOf } from "./byte-reader.js";

// What a file lacks is told in the facts; the console belongs to the program.
Logging.level = LogLevel.Silent;

/** What a video or audio file tells. */
export interface TrackFacts {
  readonly kind: "video" | "audio";
  readonly seconds: number;
  /** Pixels of a video as it is shown. */
  readonly width?: number;
  /** Pixels of a video as it is shown. */
  readonly height?: number;
  readonly hasSound?: boolean;
}

/** Reads length, size and tracks of an MP4, MOV, WAV or MP3; `undefined` when the file cannot be played. */
export async function probeTrack(
  file: ByteReader,
  format: "mp4" | "mov" | "wav" | "mp3",
): Promise<TrackFacts | undefined> {
  const source = new CustomSource({
    getSize: () => file.length,
    read: (start, end) => file.read(start, end),
  });
  const input = new Input({ source, formats: [MP4, QTFF, WAVE, MP3] });
  try {
    const cut = format === "mp3" ? await secondsNotHeard(file) : 0;
    const start = Math.max(0, await input.getFirstTimestamp());
    const seconds = rounded((await input.computeDuration()) - start - cut);
    const video = await input.getPrimaryVideoTrack();
    const audio = await input.getPrimaryAudioTrack();
    if (!(seconds > 0 && Number.isFinite(seconds))) return undefined;
    if (video === null) return audio === null ? undefined : { kind: "audio", seconds };
    const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
    return { kind: "video", seconds, width, height, hasSound: audio !== null };
  } catch {
    // The library throws what it likes at a file that is damaged or something else altogether.
    return undefined;
  } finally {
    input.dispose();
  }
}

/** To the microsecond: times come as sums of fractions. */
const rounded = (seconds: number): number => Math.round(seconds * 1e6) / 1e6;

const ID3_HEADER = 10;
const ID3_FOOTER_FLAG = 0x10;
/** Samples a second by version bits (MPEG-2.5, none, 2, 1) and rate bits. */
const RATES: readonly (readonly number[])[] = [
  [11_025, 12_000, 8000],
  [],
  [22_050, 24_000, 16_000],
  [44_100, 48_000, 32_000],
];
const MPEG_1 = 3;
const MONO = 3;

/**
 * Seconds that an encoder has added in front and behind to fill whole frames of an MP3. They are told in the
 * index frame, behind `Xing` or `Info` (as LAME writes it); players leave them out.
 */
async function secondsNotHeard(file: ByteReader): Promise<number> {
  const start = await endOfId3(file);
  const frame = await viewOf(file, start, 200);
  if (frame.byteLength < 200 || frame.getUint16(0) >>> 5 !== 0x7ff) return 0;
  const version = (frame.getUint8(1) >> 3) & 3;
  const rate = RATES[version]?.[(frame.getUint8(2) >> 2) & 3];
  const isMono = frame.getUint8(3) >> 6 === MONO;
  const sideInformation = version === MPEG_1 ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  const index = 4 + sideInformation;
  if (rate === undefined || !["Xing", "Info"].includes(textAt(frame, index, 4))) return 0;
  const flags = frame.getUint8(index + 7);
  const optional = [4, 4, 100, 4].reduce((sum, length, i) => sum + ((flags >> i) & 1) * length, 0);
  const encoder = index + 8 + optional;
  if (!/^(?:LAME|Lavf|Lavc)/.test(textAt(frame, encoder, 4))) return 0;
  const cut = (frame.getUint8(encoder + 21) << 16) | frame.getUint16(encoder + 22);
  return ((cut >> 12) + (cut & 0xfff)) / rate;
}

/** Where the sound starts: behind the ID3 tag, whose length is told 7 bits to a byte. */
async function endOfId3(file: ByteReader): Promise<number> {
  const head = await viewOf(file, 0, ID3_HEADER);
  if (head.byteLength < ID3_HEADER || textAt(head, 0, 3) !== "ID3") return 0;
  let length = 0;
  for (let i = 6; i < 10; i++) length = length * 128 + (head.getUint8(i) & 127);
  return ID3_HEADER + length + ((head.getUint8(5) & ID3_FOOTER_FLAG) === 0 ? 0 : ID3_HEADER);
}
