import { execFileSync } from "node:child_process";

/** What can be heard of a file. */
export interface Listened {
  /** Seconds from the start to the last moment that is not silent; 0 for silence throughout. */
  readonly heard: number;
  /** Hertz of what is heard first, within a few; 0 for silence. */
  readonly pitch: number;
}

const RATE = 48_000;
/** Samples of 10 ms. */
const WINDOW = RATE / 100;
/** 40 dB under full scale; the tones are at -20 dB. */
const AUDIBLE = 0.01;

/** Decodes the sound of a file and listens to it in steps of 10 ms. */
export function listen(name: string): Listened {
  const raw = ["-ac", "1", "-ar", String(RATE), "-f", "f32le", "-"];
  const data = execFileSync("ffmpeg", ["-v", "error", "-i", name, ...raw], { maxBuffer: 1 << 28 });
  const samples = new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length));
  let last = 0;
  for (let start = 0; start < samples.length; start += WINDOW) {
    if (loudness(samples.subarray(start, start + WINDOW)) > AUDIBLE) last = start + WINDOW;
  }
  return {
    heard: last / RATE,
    pitch: last === 0 ? 0 : pitchOf(samples.subarray(RATE / 10, RATE + RATE / 10)),
  };
}

function loudness(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

/** Zero crossings upwards a second. */
function pitchOf(samples: Float32Array): number {
  let crossings = 0;
  for (let i = 1; i < samples.length; i++) {
    if ((samples[i - 1] ?? 0) < 0 && (samples[i] ?? 0) >= 0) crossings++;
  }
  return (crossings * RATE) / samples.length;
}
