import { type ByteReader, textAt, viewOf } from "./byte-reader.js";

/** Bytes read at once. */
const PIECE = 64 * 1024;
/** Bytes of a file whose frames are counted; the rest counts as being like them. */
const MOST_COUNTED = 32 * 1024 * 1024;
/** Bytes skipped to find the next frame. */
const MOST_SKIPPED = 64 * 1024;
const MOST_TAGS = 100;
/** Gaps between frames that are skipped; the rest counts as being like what came before. */
const MOST_GAPS = 1000;

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
const LAYER_3 = 1;
const MONO = 3;
/** Kilobits a second of Layer III by index: MPEG-1, and the others. */
const BIT_RATES = {
  first: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  others: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;

type Frame = NonNullable<ReturnType<typeof frameAt>>;

/** Seconds of an MP3, as a player that leaves out what an encoder added; `undefined` for what has no frame. */
export async function secondsOfMp3(file: ByteReader): Promise<number | undefined> {
  const tagged = await endOfId3(file);
  const start = await nextFrame(file, tagged, MOST_SKIPPED);
  if (start === undefined) return undefined;
  const view = await viewOf(file, start, 200);
  const first = frameAt(view, 0);
  if (first === undefined || start + first.length > file.length) return undefined;
  const index = indexIn(view, first);
  const samples =
    index?.frames === undefined ? await countSamples(file, start, first) : index.frames * first.samples;
  const seconds = (samples - (index?.added ?? 0)) / first.rate;
  return seconds > 0 ? seconds : undefined;
}

/** Frames and added samples that an index frame states: behind `Xing` or `Info`, as LAME writes it, or `VBRI`. */
function indexIn(view: DataView, first: Frame): { frames?: number; added: number } | undefined {
  if (view.byteLength < 200) return undefined;
  if (textAt(view, 36, 4) === "VBRI") return { frames: view.getUint32(50), added: 0 };
  if (!["Xing", "Info"].includes(textAt(view, first.index, 4))) return undefined;
  const flags = view.getUint8(first.index + 7);
  const optional = [4, 4, 100, 4].reduce((sum, length, i) => sum + ((flags >> i) & 1) * length, 0);
  const encoder = first.index + 8 + optional;
  const hasEncoder = /^(?:LAME|Lavf|Lavc)/.test(textAt(view, encoder, 4));
  const cut = hasEncoder ? (view.getUint8(encoder + 21) << 16) | view.getUint16(encoder + 22) : 0;
  const frames = (flags & 1) === 1 ? view.getUint32(first.index + 8) : undefined;
  return { ...(frames === undefined ? {} : { frames }), added: (cut >> 12) + (cut & 0xfff) };
}

async function countSamples(file: ByteReader, start: number, first: Frame): Promise<number> {
  const end = Math.min(file.length, start + MOST_COUNTED);
  let samples = 0;
  let at: number | undefined = start;
  let done = start;
  let gaps = 0;
  while (at !== undefined && at + 4 <= end && gaps <= MOST_GAPS) {
    const view = await viewOf(file, at, Math.min(PIECE, file.length - at));
    let offset = 0;
    for (; offset + 4 <= view.byteLength; ) {
      const frame = frameAt(view, offset);
      if (frame === undefined || frame.rate !== first.rate) break;
      offset += frame.length;
      samples += frame.samples;
    }
    done = at + offset;
    const isGap = offset + 4 <= view.byteLength;
    if (isGap) gaps++;
    at = isGap ? await nextFrame(file, done + 1, MOST_SKIPPED) : done;
  }
  const isAll = done >= end - MOST_SKIPPED && end === file.length;
  return isAll || at === undefined ? samples : (samples * (file.length - start)) / (done - start);
}

/** Where the next frame begins: one that another of the same kind follows, or that ends with the file. */
async function nextFrame(file: ByteReader, from: number, most: number): Promise<number | undefined> {
  const view = await viewOf(file, from, most + 2048);
  for (let at = 0; at + 4 <= view.byteLength && at < most; at++) {
    if (view.getUint8(at) !== 0xff) continue;
    const frame = frameAt(view, at);
    if (frame === undefined) continue;
    const end = at + frame.length;
    if (
      from + end === file.length ||
      (end + 4 <= view.byteLength && frameAt(view, end)?.rate === frame.rate)
    ) {
      return from + at;
    }
  }
  return undefined;
}

/** Bytes, samples, samples a second, and bytes in front of an index, header included, of the frame that starts here. */
function frameAt(view: DataView, at: number) {
  if (at + 4 > view.byteLength) return undefined;
  const word = view.getUint32(at);
  const version = (word >>> 19) & 3;
  if (word >>> 21 !== 0x7ff || ((word >>> 17) & 3) !== LAYER_3) return undefined;
  const rate = RATES[version]?.[(word >>> 10) & 3];
  const kilobits = BIT_RATES[version === MPEG_1 ? "first" : "others"][(word >>> 12) & 15];
  if (rate === undefined || kilobits === undefined || kilobits === 0) return undefined;
  const samples = version === MPEG_1 ? 1152 : 576;
  const length = Math.floor(((samples / 8) * kilobits * 1000) / rate) + ((word >>> 9) & 1);
  const isMono = ((word >>> 6) & 3) === MONO;
  return { length, samples, rate, index: 4 + (version === MPEG_1 ? (isMono ? 17 : 32) : isMono ? 9 : 17) };
}

/** Where the sound starts: behind the ID3 tags, whose length has 7 bits to a byte. */
async function endOfId3(file: ByteReader): Promise<number> {
  let at = 0;
  for (let i = 0; i < MOST_TAGS; i++) {
    const head = await viewOf(file, at, ID3_HEADER);
    if (head.byteLength < ID3_HEADER || textAt(head, 0, 3) !== "ID3") break;
    let length = 0;
    for (let k = 6; k < 10; k++) length = length * 128 + (head.getUint8(k) & 127);
    at += ID3_HEADER + length + ((head.getUint8(5) & ID3_FOOTER_FLAG) === 0 ? 0 : ID3_HEADER);
  }
  return at;
}
