import fc from "fast-check";

/** Small ones more often, where edges are cut. */
const side = (most: number) => fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: most }));
const size = fc.option(fc.constantFrom("-1MB", "-900KB", "-1000002B"), { nil: "" });
const seconds = (most: number) => fc.integer({ min: 100, max: most * 1000 }).map((ms) => ms / 1000);

const imageNames = fc
  .tuple(side(1200), side(1200), size, fc.constantFrom("jpg", "jpeg", "png", "webp", "bmp"))
  .map(([width, height, bytes, end]) => `image-${width}x${height}${bytes}.${end}`);
const clearNames = fc
  .tuple(side(1200), side(1200), size)
  .map(([width, height, bytes]) => `image-${width}x${height}-transparent${bytes}.png`);
const videoNames = fc
  .tuple(seconds(4), side(400), side(400), fc.constantFrom("", "-mute"), size, fc.constantFrom("mp4", "mov"))
  .map(
    ([s, width, height, mute, bytes, end]) => `video-${s}s-${width * 2}x${height * 2}${mute}${bytes}.${end}`,
  );
const audioNames = fc
  .tuple(seconds(8), size, fc.constantFrom("wav", "mp3"))
  .map(([s, bytes, end]) => `audio-${s}s${bytes}.${end}`);

/** Names of samples of every kind, small enough that a decoder takes them in no time. */
export const sampleNames = fc.oneof(imageNames, clearNames, videoNames, audioNames);
