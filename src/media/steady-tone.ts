import type { AudioTrack } from "./mux-mp4.js";

/** What a result is heard as: no audio track, a silent one, or a quiet steady tone. */
export type ResultAudio = "none" | "silent" | "tone";

const RATE = 48_000;
const FRAME_TICKS = 1024;

/** AudioSpecificConfig: AAC-LC, 48 kHz, mono. */
const CONFIG = Uint8Array.of(0x11, 0x88);

/**
 * One AAC-LC frame each. A tone of 468.75 Hz has a whole number of periods in 1024 samples at 48 kHz, so in
 * its steady state every frame is the same, and one frame repeated sounds without end.
 */
const FRAMES = {
  silent: Uint8Array.of(0x01, 0x18, 0x20, 0x07),
  tone: Buffer.from("00f024892f9fb7f6fffb33ffb7f9f81f47527398c50f", "hex"),
} as const;

/** An audio track of exactly `seconds`; undefined for `"none"`. */
export function steadyTone(kind: ResultAudio, seconds: number): AudioTrack | undefined {
  if (kind === "none") return undefined;
  const ticks = Math.round(seconds * RATE);
  const samples = new Array<Uint8Array>(Math.ceil(ticks / FRAME_TICKS)).fill(FRAMES[kind]);
  return { rate: RATE, samples, sampleTicks: FRAME_TICKS, ticks, channels: 1, config: CONFIG };
}
