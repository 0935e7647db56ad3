import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What stands in the way of tests that decode: empty when ffmpeg and ffprobe are there. */
export const missingDecoder = ["ffmpeg", "ffprobe"]
  .filter((tool) => spawnSync(tool, ["-version"]).status !== 0)
  .map((tool) => ` (skipped: ${tool} is not on PATH)`)
  .join("");

/** Runs `use` with the name of a temporary file that holds `bytes` and is called `called`. */
export function withFile<T>(bytes: Uint8Array, use: (name: string) => T, called = "video.mp4"): T {
  const folder = mkdtempSync(join(tmpdir(), "wan-mock-media-"));
  try {
    const name = join(folder, called);
    writeFileSync(name, bytes);
    return use(name);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export interface ProbedStream {
  codec_name: string;
  width?: number;
  height?: number;
  pix_fmt?: string;
  duration: string;
}

export interface Probed {
  streams: ProbedStream[];
  format: { duration: string; tags: Record<string, string> };
}

/** What the headers of a file say; nothing is decoded. */
export function probe(name: string): Probed {
  const args = ["-v", "error", "-show_streams", "-show_format", "-of", "json", name];
  return JSON.parse(execFileSync("ffprobe", args, { encoding: "utf8" })) as Probed;
}

/** What comes of decoding a file. */
interface Decoded {
  /** What a decoder that forgives nothing says about the file. */
  readonly complaints: string;
  /** Pictures of its video. */
  readonly frames: number;
}

/** Decodes a file from start to end. */
export function decode(name: string): Decoded {
  const strict = ["-v", "error", "-xerror", "-err_detect", "explode"];
  const args = [...strict, "-nostats", "-progress", "-", "-i", name, "-f", "null", "-"];
  const { stdout, stderr, status } = spawnSync("ffmpeg", args, { encoding: "utf8" });
  const frames = Number(/(?:.*^frame=(\d+)$)?/ms.exec(stdout)?.[1] ?? 0);
  return { complaints: status === 0 ? stderr : `status ${status}: ${stderr}`, frames };
}

/** Frames by number, each as its raw planes: luma, then the two of chroma. */
export function decodeFrames(name: string, numbers: readonly number[]): Buffer[] {
  const select = `select=${numbers.map((n) => `eq(n\\,${n})`).join("+")}`;
  const raw = ["-fps_mode", "passthrough", "-pix_fmt", "yuv420p", "-f", "rawvideo", "-"];
  const data = execFileSync("ffmpeg", ["-v", "error", "-i", name, "-vf", select, ...raw], {
    maxBuffer: 1 << 28,
  });
  const size = data.length / numbers.length;
  return numbers.map((_, i) => data.subarray(i * size, (i + 1) * size));
}

/** The pixels of a picture: red, green, blue and opacity of each, row by row. */
export function decodePicture(name: string): Buffer {
  const raw = ["-f", "rawvideo", "-pix_fmt", "rgba", "-"];
  return execFileSync("ffmpeg", ["-v", "error", "-i", name, ...raw], { maxBuffer: 1 << 29 });
}

/** The samples of an audio file as 16-bit numbers, one channel. */
export function decodeSound(name: string): Buffer {
  const raw = ["-f", "s16le", "-ac", "1", "-"];
  return execFileSync("ffmpeg", ["-v", "error", "-i", name, ...raw], { maxBuffer: 1 << 28 });
}

/** Size and level as the H.264 stream tells them, without the file around it. */
export function probeStream(name: string): { width: number; height: number; level: number } {
  const copy = ["-v", "error", "-i", name, "-map", "0:v", "-c", "copy", "-f", "h264", "-"];
  const stream = execFileSync("ffmpeg", copy, { maxBuffer: 1 << 28 });
  const entries = ["-show_entries", "stream=width,height,level", "-of", "json"];
  const answer = execFileSync("ffprobe", ["-v", "error", "-f", "h264", ...entries, "-"], {
    input: stream,
    encoding: "utf8",
  });
  const [probed] = (JSON.parse(answer) as { streams: { width: number; height: number; level: number }[] })
    .streams;
  if (probed === undefined) throw new Error("ffprobe found no stream");
  return probed;
}
