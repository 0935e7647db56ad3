import { type ByteReader, rounded, textAt, viewOf } from "./byte-reader.js";
import { type ImageFacts, probeImage } from "./probe-image.js";
import { secondsOfMp3 } from "./probe-mp3.js";

/** The facts in a file's bytes, the pixels of a video as shown; absent members could not be read. */
export interface MediaFacts extends Partial<ImageFacts> {
  readonly bytes: number;
  readonly kind?: "image" | "video" | "audio";
  /** `jpeg`, `png`, `webp`, `bmp`, `mp4`, `mov`, `wav`, `mp3`, or another that the first bytes name. */
  readonly format?: string;
  readonly seconds?: number;
  readonly hasSound?: boolean;
}

/**
 * Looks into a file: its format by the first bytes, whatever its name says, then pixels, seconds, transparency
 * and sound where the format is one that the service takes. Never throws for what a file holds; what `read`
 * throws passes through.
 */
export async function probeMedia(file: ByteReader): Promise<MediaFacts> {
  const bytes = file.length;
  const head = await viewOf(file, 0, 32);
  const format = formatOf(head);
  switch (format) {
    case undefined:
      return { bytes };
    case "jpeg":
    case "png":
    case "webp":
    case "bmp":
      return { bytes, kind: "image", format, ...(await probeImage(file, format)) };
    case "wav":
    case "mp3": {
      const seconds = await (format === "wav" ? secondsOfWav(file) : secondsOfMp3(file));
      const length = seconds === undefined ? {} : { seconds: rounded(seconds) };
      return { bytes, kind: "audio", format, ...length };
    }
    case "mp4":
    case "mov": {
      // Imported here: the library is larger than all else together.
      const { probeTrack } = await import("./probe-track.js");
      const facts = await probeTrack(file);
      const isSoundAlone = format === "mp4" && facts?.kind === "audio";
      return { bytes, kind: "video", ...facts, format: isSoundAlone ? "m4a" : format };
    }
    default: {
      const kind = foreignKinds[format];
      return { bytes, format, ...(kind === undefined ? {} : { kind }) };
    }
  }
}

/** Formats that the service does not take, named so that a rule can say what a file is. */
const foreignKinds: Readonly<Record<string, "image" | "video" | "audio">> = {
  ...{ gif: "image", tiff: "image", heic: "image", avif: "image" },
  ...{ webm: "video", avi: "video" },
  ...{ ogg: "audio", flac: "audio", aac: "audio", aiff: "audio" },
};

const magics: readonly (readonly [pattern: RegExp, format: string])[] = [
  [/^\xff\xd8\xff/, "jpeg"],
  [/^\x89PNG\r\n\x1a\n/, "png"],
  [/^RIFF.{4}WEBP/s, "webp"],
  [/^RIFF.{4}WAVE/s, "wav"],
  [/^RIFF.{4}AVI /s, "avi"],
  [/^BM.{4}.{8}[\x0c-\x7c]\0\0\0/s, "bmp"],
  [/^GIF8[79]a/, "gif"],
  [/^(?:II\*\0|MM\0\*)/, "tiff"],
  [/^.{4}ftyp(?:hei[cmsx]|hev[cx]|mif1|msf1)/s, "heic"],
  [/^.{4}ftypavi[fs]/s, "avif"],
  [/^.{4}ftypqt {2}/s, "mov"],
  [/^.{4}ftyp/s, "mp4"],
  [/^.{4}(?:moov|mdat|wide|free|skip)/s, "mov"],
  [/^\x1a\x45\xdf\xa3/, "webm"],
  [/^OggS/, "ogg"],
  [/^fLaC/, "flac"],
  [/^FORM.{4}AIF[FC]/s, "aiff"],
  [/^\xff[\xf0\xf1\xf8\xf9]/, "aac"],
  [/^(?:ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb])/, "mp3"],
];

function formatOf(head: DataView): string | undefined {
  const text = textAt(head, 0, head.byteLength);
  return magics.find(([pattern]) => pattern.test(text))?.[1];
}

/** Chunks that are looked at before the sound is found. */
const MOST_CHUNKS = 1000;

/** Seconds of a WAV; `undefined` when it is cut short or makes no sense. */
async function secondsOfWav(file: ByteReader): Promise<number | undefined> {
  let rate = 0;
  let frame = 0;
  let at = 12;
  for (let i = 0; i < MOST_CHUNKS && at + 8 <= file.length; i++) {
    const chunk = await viewOf(file, at, 24);
    const length = chunk.getUint32(4, true);
    const type = textAt(chunk, 0, 4);
    if (type === "fmt " && chunk.byteLength === 24) {
      rate = chunk.getUint32(12, true);
      frame = chunk.getUint16(20, true);
    }
    if (type === "data") {
      if (rate === 0 || frame === 0) return undefined;
      // A recorder that could not go back leaves the length at its largest.
      return Math.floor(Math.min(length, file.length - at - 8) / frame) / rate;
    }
    at += 8 + length + (length % 2);
  }
  return undefined;
}
