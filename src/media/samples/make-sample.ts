import { resultVideoSteps } from "../render-result-video.js";
import type { Stepwise } from "../stepwise.js";
import { bmpImage } from "./bmp-image.js";
import { jpegImage } from "./jpeg-image.js";
import { mp3Audio } from "./mp3-audio.js";
import { pngImage } from "./png-image.js";
import { fileOf, paddingFor, type SampleFile, zeros } from "./sample-file.js";
import { samplePictureSteps } from "./sample-picture.js";
import { wavAudio } from "./wav-audio.js";
import { webpImage } from "./webp-image.js";

/** Writers of pictures by format, and the pixels along a cell of the picture that they take. */
const imageWriters = {
  jpeg: { cell: 8, write: jpegImage },
  png: { cell: 4, write: pngImage },
  webp: { cell: 4, write: webpImage },
  bmp: { cell: 4, write: bmpImage },
} as const;

/** A sample to make. */
export type SampleSpec = {
  /** Written on pictures, and the title of the others. */
  readonly name: string;
  /** Size of the file; absent for what it takes. */
  readonly bytes?: number;
} & (
  | {
      readonly kind: "image";
      readonly format: keyof typeof imageWriters;
      /** Pixels, 1 to 16383. */
      readonly width: number;
      /** Pixels, 1 to 16383. */
      readonly height: number;
      /** Only a PNG has clear places. */
      readonly hasTransparency: boolean;
    }
  | {
      readonly kind: "video";
      readonly format: "mp4" | "mov";
      /** Pixels, even. */
      readonly width: number;
      /** Pixels, even. */
      readonly height: number;
      readonly seconds: number;
      readonly hasSound: boolean;
    }
  | { readonly kind: "audio"; readonly format: "wav" | "mp3"; readonly seconds: number }
);

/**
 * Makes a file with exactly the properties asked for, step by step. The same spec gives the same bytes.
 *
 * @throws {SampleSizeError} for a size in bytes that the file cannot have
 */
export function* sampleSteps(spec: SampleSpec): Stepwise<SampleFile> {
  switch (spec.kind) {
    case "image":
      return yield* imageOf(spec);
    case "video":
      return yield* videoOf(spec);
    case "audio":
      return spec.format === "wav"
        ? wavAudio(spec.seconds, spec.bytes)
        : mp3Audio(spec.seconds, spec.name, spec.bytes);
  }
}

function* imageOf(spec: SampleSpec & { kind: "image" }): Stepwise<SampleFile> {
  const { cell, write } = imageWriters[spec.format];
  const picture = yield* samplePictureSteps(spec, cell);
  yield;
  const written = write(picture, spec.bytes);
  return "segments" in written ? written : yield* written;
}

function* videoOf(spec: SampleSpec & { kind: "video" }): Stepwise<SampleFile> {
  const { width, height, seconds } = spec;
  const film = yield* resultVideoSteps({
    ...{ width, height, seconds, taskId: spec.name, model: "sample", prompt: "" },
    audio: spec.hasSound ? "tone" : "none",
    container: spec.format,
  });
  const padding = paddingFor(film.length, spec.bytes, FREE_BOX.length);
  if (padding === 0) return fileOf(film);
  const head = Buffer.from(FREE_BOX);
  head.writeUInt32BE(padding);
  return fileOf(film, head, zeros(padding - FREE_BOX.length));
}

/** Head of a box that readers skip; its length goes in front. */
const FREE_BOX = Buffer.from("\0\0\0\0free", "latin1");
