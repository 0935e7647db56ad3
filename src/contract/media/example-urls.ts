import type { MediaKind } from "../rules/define-rule.js";

const files: Readonly<Record<MediaKind, (number: number) => string>> = {
  image: (number) => `refs/image-${number}.png`,
  video: (number) => `clips/video-${number}.mp4`,
  audio: (number) => `voices/audio-${number}.mp3`,
};

/** So many different URLs of files of a kind. */
export function exampleUrls(kind: MediaKind, count: number): string[] {
  return Array.from({ length: count }, (_, index) => `https://cdn.example.com/${files[kind](index + 1)}`);
}
