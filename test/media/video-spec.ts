import type { ResultVideoSpec } from "../../src/media/render-result-video.js";

/** Width and height of every cell of the vendor's quality and aspect ratio table. */
export const TABLE_SIZES = [
  [1280, 720],
  [720, 1280],
  [960, 960],
  [1104, 832],
  [832, 1104],
  [1920, 1080],
  [1080, 1920],
  [1440, 1440],
  [1648, 1248],
  [1248, 1648],
] as const;

/** Sizes that no table has: small, wide, tall, not multiples of 16. */
export const ODD_SIZES = [
  [240, 240],
  [480, 270],
  [854, 480],
  [638, 1138],
  [1112, 834],
  [242, 1400],
  [1400, 246],
  [2, 2],
  [3840, 2160],
] as const;

const PROMPT =
  "A red panda rides a bicycle along the sea wall at dusk, slow dolly shot, film grain, warm light; gulls overhead, a lighthouse blinks far away. The camera rises and shows the whole bay in golden haze..";

/** A spec with everything ordinary, but for what a test is about. */
export function videoSpec(changes: Partial<ResultVideoSpec> = {}): ResultVideoSpec {
  return {
    width: 1280,
    height: 720,
    seconds: 5,
    taskId: "task-unified-1757156493-imcg5zqt",
    model: "wan2.7-text-to-video",
    prompt: PROMPT,
    audio: "tone",
    ...changes,
  };
}
