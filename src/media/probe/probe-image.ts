import { type ByteReader, textAt, viewOf } from "./byte-reader.js";

/** The facts in the head of an image. */
export interface ImageFacts {
  /** Pixels as stored. */
  readonly width: number;
  /** Pixels as stored. */
  readonly height: number;
  readonly hasTransparency: boolean;
}

/** Most parts of a file that are looked at before its size is found. */
const MOST_PARTS = 10_000;

type ImageReader = (file: ByteReader) => Promise<ImageFacts | undefined>;

/** Readers of size and transparency by format. */
const readers: Readonly<Record<"jpeg" | "png" | "webp" | "bmp", ImageReader>> = {
  jpeg: readJpeg,
  png: readPng,
  webp: readWebp,
  bmp: readBmp,
};

/** Reads size and transparency of an image; `undefined` when it is cut short or makes no sense. */
export async function probeImage(
  file: ByteReader,
  format: keyof typeof readers,
): Promise<ImageFacts | undefined> {
  try {
    const facts = await readers[format](file);
    return facts === undefined || facts.width < 1 || facts.height < 1 ? undefined : facts;
  } catch (error) {
    // A view was read beyond its end: the file is shorter than its format wants.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Walks the segments up to the frame header. */
async function readJpeg(file: ByteReader): Promise<ImageFacts | undefined> {
  let at = 2;
  for (let i = 0; i < MOST_PARTS; i++) {
    const view = await viewOf(file, at, 9);
    if (view.getUint8(0) !== 0xff) return undefined;
    const marker = view.getUint8(1);
    if (marker === 0xff) at += 1;
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)) at += 2;
    else if (marker === 0xd9 || marker === 0xda) return undefined;
    else if (isFrameHeader(marker))
      return { width: view.getUint16(7), height: view.getUint16(5), hasTransparency: false };
    else at += 2 + view.getUint16(2);
  }
  return undefined;
}

const isFrameHeader = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** The colour type says whether there is an alpha channel, a chunk before the pixels whether there is a transparent colour. */
async function readPng(file: ByteReader): Promise<ImageFacts | undefined> {
  const head = await viewOf(file, 0, 33);
  if (textAt(head, 12, 4) !== "IHDR") return undefined;
  const colourType = head.getUint8(25);
  const size = { width: head.getUint32(16), height: head.getUint32(20) };
  if (colourType === 4 || colourType === 6) return { ...size, hasTransparency: true };
  let at = 33;
  for (let i = 0; i < MOST_PARTS; i++) {
    const chunk = await viewOf(file, at, 8);
    const type = textAt(chunk, 4, 4);
    if (type === "IDAT" || type === "tRNS") return { ...size, hasTransparency: type === "tRNS" };
    at += 12 + chunk.getUint32(0);
  }
  return undefined;
}

async function readWebp(file: ByteReader): Promise<ImageFacts | undefined> {
  const view = await viewOf(file, 0, 30);
  switch (textAt(view, 12, 4)) {
    case "VP8 ": {
      const isKeyFrame =
        view.getUint8(23) === 0x9d && view.getUint8(24) === 0x01 && view.getUint8(25) === 0x2a;
      if (!isKeyFrame) return undefined;
      const [width, height] = [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
      return { width, height, hasTransparency: false };
    }
    case "VP8L": {
      const bits = view.getUint32(21, true);
      if (view.getUint8(20) !== 0x2f) return undefined;
      const [width, height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
      return { width, height, hasTransparency: ((bits >>> 28) & 1) === 1 };
    }
    case "VP8X": {
      const [width, height] = [
        (view.getUint32(24, true) & 0xffffff) + 1,
        (view.getUint32(26, true) >>> 8) + 1,
      ];
      return { width, height, hasTransparency: (view.getUint8(20) & 0x10) !== 0 };
    }
    default:
      return undefined;
  }
}

/** Only the later headers declare an alpha channel; 32 bits a pixel alone are no sign of one. */
async function readBmp(file: ByteReader): Promise<ImageFacts | undefined> {
  const view = await viewOf(file, 0, 70);
  const headerLength = view.getUint32(14, true);
  if (headerLength === 12)
    return { width: view.getUint16(18, true), height: view.getUint16(20, true), hasTransparency: false };
  if (headerLength < 40) return undefined;
  return {
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
    hasTransparency: headerLength >= 56 && view.getUint16(28, true) === 32 && view.getUint32(66, true) !== 0,
  };
}
