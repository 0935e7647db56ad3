import { expect } from "vitest";
import type { ServedMock } from "../../../harness/describe-matrix.js";

/** What a result is heard as: nothing, sound of the model's making, or so many seconds of sound that was given. */
export type Heard = "no track" | "model" | number;

/** A submit and what the documents imply of its result. */
export interface ResultCase {
  readonly name: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** `WIDTHxHEIGHT` */
  readonly pixels: string;
  readonly seconds: number;
  readonly heard: Heard;
}

const PROMPT = "The kite climbs above the harbour";
const asset = (name: string): string => `https://cdn.example.com/in/${name}`;

const text = (more: object) => ({ model: "wan2.7-text-to-video", prompt: PROMPT, ...more });
const image = (more: object) => ({ model: "wan2.7-image-to-video", prompt: PROMPT, ...more });
const reference = (more: object) => ({ model: "wan2.7-reference-video", prompt: "Image 1 waves", ...more });
const edit = (clip: string, more: object = {}) => ({
  ...{ model: "wan2.7-video-edit", prompt: "Make it snow", video_urls: [asset(clip)] },
  ...more,
});
const frame = (name: string, more: object = {}) => image({ image_start: asset(name), ...more });
const clip = (name: string, more: object) => image({ video_urls: [asset(name)], ...more });

/**
 * By hand, from the documents: the table of sizes, the area of a tier (720p: 921,600 pixels, 1080p: 2,073,600)
 * at the ratio of the source, the prose about lengths and sound.
 */
export const resultCases: readonly ResultCase[] = [
  { name: "text", body: text({}), pixels: "1280x720", seconds: 5, heard: "model" },
  {
    name: "text, 9:16, 1080p, 10 s",
    body: text({ aspect_ratio: "9:16", quality: "1080p", duration: 10 }),
    ...{ pixels: "1080x1920", seconds: 10, heard: "model" },
  },
  {
    name: "text, 4:3, 2 s",
    body: text({ aspect_ratio: "4:3", duration: 2 }),
    ...{ pixels: "1104x832", seconds: 2, heard: "model" },
  },
  {
    name: "text, 3:4, 1080p",
    body: text({ aspect_ratio: "3:4", quality: "1080p", duration: 3 }),
    ...{ pixels: "1248x1648", seconds: 3, heard: "model" },
  },
  {
    name: "text, 1:1, 15 s",
    body: text({ aspect_ratio: "1:1", duration: 15 }),
    ...{ pixels: "960x960", seconds: 15, heard: "model" },
  },
  {
    name: "text, driven by 3 s of audio",
    body: text({ audio_urls: [asset("audio-3s.wav")], duration: 5 }),
    ...{ pixels: "1280x720", seconds: 5, heard: 3 },
  },
  {
    name: "text, driven by 30 s of audio",
    body: text({ audio_urls: [asset("audio-30s.mp3")], duration: 5 }),
    ...{ pixels: "1280x720", seconds: 5, heard: 5 },
  },
  {
    name: "text, driven by audio of unknown length",
    body: text({ audio_urls: [asset("recital.mp3")], duration: 4 }),
    ...{ pixels: "1280x720", seconds: 4, heard: 4 },
  },
  {
    name: "first frame 16:9",
    body: frame("image-1920x1080.jpg"),
    ...{ pixels: "1280x720", seconds: 5, heard: "model" },
  },
  {
    name: "first frame 3:4",
    body: frame("image-900x1200.webp", { duration: 2 }),
    ...{ pixels: "832x1104", seconds: 2, heard: "model" },
  },
  {
    name: "first frame 4:5",
    body: frame("image-800x1000.png", { duration: 3 }),
    ...{ pixels: "858x1074", seconds: 3, heard: "model" },
  },
  {
    name: "first frame 2:1, 1080p",
    body: frame("image-2000x1000.bmp", { quality: "1080p", duration: 8 }),
    ...{ pixels: "2036x1018", seconds: 8, heard: "model" },
  },
  {
    name: "first frame 8:1",
    body: frame("image-8000x1000.jpg", { duration: 2 }),
    ...{ pixels: "2716x340", seconds: 2, heard: "model" },
  },
  {
    name: "first frame 1:8, 1080p",
    body: frame("image-250x2000.jpg", { quality: "1080p", duration: 2 }),
    ...{ pixels: "510x4072", seconds: 2, heard: "model" },
  },
  {
    name: "first frame of which nothing is known",
    body: frame("hero.png", { duration: 2 }),
    ...{ pixels: "1280x720", seconds: 2, heard: "model" },
  },
  {
    name: "first and last frame of different shapes, driven by 2.5 s of audio",
    body: frame("image-1024x1024.png", {
      image_end: asset("image-1280x720.png"),
      audio_urls: [asset("audio-2.5s.wav")],
      duration: 6,
    }),
    ...{ pixels: "960x960", seconds: 6, heard: 2.5 },
  },
  {
    name: "first frame 9:16, with an aspect_ratio that the model does not take",
    body: frame("image-720x1280.jpg", { aspect_ratio: "1:1", duration: 2 }),
    ...{ pixels: "720x1280", seconds: 2, heard: "model" },
  },
  {
    name: "3 s of clip continued to 15 s",
    body: clip("video-3s-640x360.mp4", { duration: 15 }),
    ...{ pixels: "1280x720", seconds: 15, heard: "model" },
  },
  {
    name: "5 s of clip 9:16 continued to 10 s, 1080p",
    body: clip("video-5s-720x1280.mp4", { duration: 10, quality: "1080p" }),
    ...{ pixels: "1080x1920", seconds: 10, heard: "model" },
  },
  {
    name: "8 s of clip continued to 8 s: the clip as it is",
    body: clip("video-8s-640x480.mp4", { duration: 8, quality: "1080p" }),
    ...{ pixels: "640x480", seconds: 8, heard: 8 },
  },
  {
    name: "5 s of a clip without sound continued to the default 5 s: the clip as it is",
    body: clip("video-5s-854x480-mute.mp4", {}),
    ...{ pixels: "854x480", seconds: 5, heard: "no track" },
  },
  {
    name: "a clip of which nothing is known continued to 10 s",
    body: clip("tram.mp4", { duration: 10 }),
    ...{ pixels: "1280x720", seconds: 10, heard: "model" },
  },
  {
    name: "reference image, 9:16",
    body: reference({ image_urls: [asset("image-640x640.png")], aspect_ratio: "9:16", duration: 3 }),
    ...{ pixels: "720x1280", seconds: 3, heard: "model" },
  },
  {
    name: "reference image, image_start 3:4 against aspect_ratio 16:9",
    body: reference({
      image_urls: [asset("image-640x640.png")],
      image_start: asset("image-900x1200.png"),
      aspect_ratio: "16:9",
      duration: 3,
    }),
    ...{ pixels: "832x1104", seconds: 3, heard: "model" },
  },
  {
    name: "reference clip of 8 s with a voice, 10 s",
    body: reference({
      prompt: "Video 1 waves",
      video_urls: [asset("video-8s-720x1280.mp4")],
      model_params: { voice_bindings: { video1: asset("audio-3s.wav") } },
      duration: 10,
    }),
    ...{ pixels: "1280x720", seconds: 10, heard: "model" },
  },
  {
    name: "reference image, image_start of which nothing is known against aspect_ratio 9:16",
    body: reference({
      image_urls: [asset("image-640x640.png")],
      image_start: asset("hero.png"),
      aspect_ratio: "9:16",
      duration: 2,
    }),
    ...{ pixels: "1280x720", seconds: 2, heard: "model" },
  },
  {
    name: "edit of 4 s",
    body: edit("video-4s-640x360.mp4"),
    ...{ pixels: "1280x720", seconds: 4, heard: "model" },
  },
  {
    name: "edit of 4.6 s 9:16, duration 0, sound kept",
    body: edit("video-4.6s-540x960.mov", { duration: 0, keep_original_sound: true }),
    ...{ pixels: "720x1280", seconds: 4.6, heard: 4.6 },
  },
  {
    name: "edit of 8 s cut to 3 s, 1:1, sound kept",
    body: edit("video-8s-1280x720.mp4", { duration: 3, aspect_ratio: "1:1", keep_original_sound: true }),
    ...{ pixels: "960x960", seconds: 3, heard: 3 },
  },
  {
    name: "edit of 4 s, duration 10",
    body: edit("video-4s-1280x720.mp4", { duration: 10 }),
    ...{ pixels: "1280x720", seconds: 4, heard: "model" },
  },
  {
    name: "edit of 2.4:1, 1080p",
    body: edit("video-2s-1920x800.mp4", { quality: "1080p" }),
    ...{ pixels: "2230x930", seconds: 2, heard: "model" },
  },
  {
    name: "edit of a source without sound, sound kept",
    body: edit("video-3s-640x480-mute.mp4", { keep_original_sound: true }),
    ...{ pixels: "1104x832", seconds: 3, heard: "no track" },
  },
  {
    name: "edit of a source without sound, sound left to the model",
    body: edit("video-3s-640x480-mute.mp4", { keep_original_sound: false }),
    ...{ pixels: "1104x832", seconds: 3, heard: "model" },
  },
  {
    name: "edit of a source of which nothing is known",
    body: edit("street.mp4"),
    ...{ pixels: "1280x720", seconds: 5, heard: "model" },
  },
  {
    name: "edit of a source of which nothing is known, sound kept",
    body: edit("street.mp4", { keep_original_sound: true, aspect_ratio: "3:4" }),
    ...{ pixels: "832x1104", seconds: 5, heard: 5 },
  },
];

/** Submits a request and downloads what comes of it. */
export async function finished(mock: ServedMock, body: object): Promise<{ id: string; bytes: Buffer }> {
  const submitted = await mock.submit(body);
  expect(submitted.status, submitted.text).toBe(200);
  const { id } = submitted.json();
  await mock.clock.advance("3s");
  return { id, bytes: (await mock.send({ path: `/files/${id}.mp4` })).bytes };
}
