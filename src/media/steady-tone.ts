import type { AudioTrack } from "./mp4/mux-mp4.js";

/**
 * The sound of a result: no audio track, a silent one, or a quiet steady tone. A higher tone stands for sound
 * that was given: it is heard for so many seconds, within 11 ms, with silence after them.
 */
export type ResultAudio = "none" | "silent" | "tone" | { readonly givenSeconds: number };

const RATE = 48_000;
const FRAME_TICKS = 1024;

/** AudioSpecificConfig: AAC-LC, 48 kHz, mono. */
const CONFIG = Uint8Array.of(0x11, 0x88);

/**
 * One AAC-LC frame each. Tones of 468.75 Hz and of twice that have a whole number of periods in 1024 samples at
 * 48 kHz, so in their steady state every frame is the same, and one frame repeated sounds without end.
 */
const FRAMES = {
  silent: Uint8Array.of(0x01, 0x18, 0x20, 0x07),
  tone: Buffer.from("00f024892f9fb7f6fffb33ffb7f9f81f47527398c50f", "hex"),
  given: Buffer.from("00fe280516302b56fcd7ae403f9e00050a8a61091da49f54993348570e", "hex"),
} as const;

/** An audio track of exactly `seconds`; undefined for `"none"`. */
export function steadyTone(audio: ResultAudio, seconds: number): AudioTrack | undefined {
  if (audio === "none") return undefined;
  const ticks = Math.round(seconds * RATE);
  const samples = new Array<Uint8Array>(Math.ceil(ticks / FRAME_TICKS));
  if (typeof audio === "string") samples.fill(FRAMES[audio]);
  else
    samples.fill(FRAMES.silent).fill(FRAMES.given, 0, Math.round((audio.givenSeconds * RATE) / FRAME_TICKS));
  return { rate: RATE, samples, sampleTicks: FRAME_TICKS, ticks, channels: 1, config: CONFIG };
}
