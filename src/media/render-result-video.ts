import type { ResultFacts } from "./card/card-layout.js";
import { ResultCard } from "./card/result-card.js";
import { typefaces } from "./card/typeface.js";
import { MosaicEncoder } from "./h264/mosaic-encoder.js";
import { pictureParameterSet, sequenceParameterSet } from "./h264/parameter-sets.js";
import { type Container, muxMp4, type Tags } from "./mp4/mux-mp4.js";
import { type ResultAudio, steadyTone } from "./steady-tone.js";
import type { Stepwise } from "./stepwise.js";

/** A result to render. */
export interface ResultVideoSpec extends ResultFacts {
  audio: ResultAudio;
  /** Default `mp4`. */
  container?: Container;
}

const FRAMES_PER_SECOND = 24;
/** Ticks a second of the video track: a millisecond and a frame are whole numbers of them. */
const TICKS_PER_SECOND = 24_000;
/**
 * A key frame holds the whole card, tens of kB; the frames between are a few bytes and decode in no time, so a
 * seek is quick from 5 s away.
 */
const SECONDS_PER_KEY_FRAME = 5;
const LARGEST_SIDE = 8192;
const LONGEST_SECONDS = 600;
const LONGEST_TAG = 1000;

/**
 * Renders a result, step by step, as an MP4 that plays everywhere: H.264 Constrained Baseline at 24 frames a second, a card
 * with task id, model, size, seconds and prompt, a clock and a moving bar, and AAC sound if asked for. The
 * title tag is the task id, the comment tag holds model, size, seconds, further facts and prompt, cut after 1000 characters.
 *
 * The same spec gives the same bytes. Characters without a glyph are drawn as a box; Latin, Greek, Cyrillic,
 * kana and the 3,755 common Chinese characters have one.
 *
 * @param spec - `width` and `height` in pixels, even, 2 to 8192; `seconds` more than 0, up to 600, exact to the
 *   millisecond. Texts may be anything and of any length; a prompt that does not fit ends in an ellipsis
 * @throws {RangeError} for another size or duration, at the first step
 */
export function* resultVideoSteps(spec: ResultVideoSpec): Stepwise<Uint8Array> {
  const { width, height, seconds } = spec;
  requireSide("width", width);
  requireSide("height", height);
  if (!(seconds * TICKS_PER_SECOND >= 1 && seconds <= LONGEST_SECONDS)) {
    throw new RangeError(`A video lasts more than 0 and up to ${LONGEST_SECONDS} seconds, not ${seconds}.`);
  }
  const ticks = Math.round(seconds * TICKS_PER_SECOND);
  const sampleTicks = TICKS_PER_SECOND / FRAMES_PER_SECOND;
  typefaces(); // unpacked with the first file
  yield;
  const card = new ResultCard(spec);
  yield;
  const film = yield* filmSteps(card, Math.ceil(ticks / sampleTicks));
  return muxMp4(
    {
      ...film,
      width,
      height,
      rate: TICKS_PER_SECOND,
      sampleTicks,
      ticks,
      sequenceParameterSet: sequenceParameterSet(width, height, FRAMES_PER_SECOND),
      pictureParameterSet: pictureParameterSet(),
    },
    steadyTone(spec.audio, seconds),
    tagsOf(spec),
    spec.container,
  );
}

function* filmSteps(
  card: ResultCard,
  frames: number,
): Stepwise<{ samples: Uint8Array[]; keyFrames: number[] }> {
  const encoder = new MosaicEncoder(card.mosaic);
  const samples: Uint8Array[] = [];
  const keyFrames: number[] = [];
  for (let i = 0; i < frames; i++) {
    card.show(Math.floor(i / FRAMES_PER_SECOND), (i + 1) / frames);
    const changes = card.mosaic.takeChanges();
    const key = i % (SECONDS_PER_KEY_FRAME * FRAMES_PER_SECOND) === 0;
    if (key) keyFrames.push(i);
    samples.push(key ? yield* encoder.keyFrame() : encoder.nextFrame(changes));
    if (i % FRAMES_PER_SECOND === 0) yield;
  }
  return { samples, keyFrames };
}

function tagsOf({ taskId, model, width, height, seconds, prompt, lines = [] }: ResultVideoSpec): Tags {
  const tag = (text: string): string => text.slice(0, LONGEST_TAG).replace(/\p{Cc}+/gu, " ");
  const facts = [model, `${width}x${height}`, `${seconds} s`, ...lines].join(", ");
  return { title: tag(taskId), comment: tag(`${facts}: ${prompt}`) };
}

function requireSide(name: string, pixels: number): void {
  if (Number.isInteger(pixels) && pixels % 2 === 0 && pixels >= 2 && pixels <= LARGEST_SIDE) return;
  throw new RangeError(
    `The ${name} of a video is an even number of pixels from 2 to ${LARGEST_SIDE}, not ${pixels}: H.264 stores colour for pairs of pixels.`,
  );
}
