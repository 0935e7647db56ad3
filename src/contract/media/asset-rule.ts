import { type Asset, defineRule, descriptionOf, type Rule, type RuleMeta } from "../rules/define-rule.js";
import { cdn, imageToVideo, referenceVideo, videoEdit } from "../rules/example-bodies.js";
import type { AssetCheck } from "./asset-checks.js";
import type { MediaKind } from "./media-url.js";

/** The places that a rule about files looks at, and an example with one file in such a place. */
interface AssetPlace extends Pick<RuleMeta, "source" | "models" | "parameters"> {
  readonly kind: MediaKind;
  readonly example: typeof imageToVideo;
  readonly members: Readonly<Record<string, unknown>>;
  readonly file: string;
}

export const images: AssetPlace = {
  kind: "image",
  source: descriptionOf("wan2.7-reference-video", "image_urls"),
  models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
  parameters: ["image_start", "image_end", "image_urls"],
  example: imageToVideo,
  members: { image_start: cdn("kite.png") },
  file: cdn("kite.png"),
};

export const videos: AssetPlace = {
  kind: "video",
  source: descriptionOf("wan2.7-reference-video", "video_urls"),
  models: ["wan2.7-image-to-video", "wan2.7-reference-video", "wan2.7-video-edit"],
  parameters: ["video_urls"],
  example: imageToVideo,
  members: { video_urls: [cdn("tram.mp4")] },
  file: cdn("tram.mp4"),
};

export const referenceVideos: AssetPlace = {
  ...videos,
  models: ["wan2.7-reference-video"],
  example: referenceVideo,
};

/** Clips to continue or to edit. */
export const clips: AssetPlace = {
  ...videos,
  source: descriptionOf("wan2.7-image-to-video", "video_urls"),
  models: ["wan2.7-image-to-video", "wan2.7-video-edit"],
  example: videoEdit,
};

export const audios: AssetPlace = {
  kind: "audio",
  source: descriptionOf("wan2.7-text-to-video", "audio_urls"),
  models: ["wan2.7-text-to-video", "wan2.7-image-to-video", "wan2.7-reference-video"],
  parameters: ["audio_urls", "model_params"],
  example: imageToVideo,
  members: { image_start: cdn("kite.jpg"), audio_urls: [cdn("bell.mp3")] },
  file: cdn("bell.mp3"),
};

export const drivingAudios: AssetPlace = {
  ...audios,
  models: ["wan2.7-text-to-video", "wan2.7-image-to-video"],
  parameters: ["audio_urls"],
};

export const voices: AssetPlace = {
  ...audios,
  source: descriptionOf("wan2.7-reference-video", "audio_urls"),
  models: ["wan2.7-reference-video"],
  example: referenceVideo,
  members: {
    image_urls: [cdn("keeper.jpg")],
    model_params: { voice_bindings: { image1: cdn("keeper.mp3") } },
  },
  file: cdn("keeper.mp3"),
};

/** A rule about files; its examples are stated by what is known of the file. */
interface AssetRule<Message extends string> extends AssetCheck<Message> {
  readonly id: string;
  readonly place: AssetPlace;
  readonly accepts: readonly Asset[];
  readonly refuses: readonly Asset[];
}

/** A rule that fails the tasks whose files break a limit. */
export function defineAssetRule<const Message extends string>(rule: AssetRule<Message>): Rule<Message> {
  const { id, summary, failure, messages, check } = rule;
  const { kind, source, models, parameters, example, members, file } = rule.place;
  const exampleWith = (asset: Asset) => example(members, { assets: { [file]: { kind, ...asset } } });
  const examples = { accepts: rule.accepts.map(exampleWith), refuses: rule.refuses.map(exampleWith) };
  return defineRule({
    id,
    meta: { summary, source, models, severity: "error", failure, parameters, messages, examples },
    check,
  });
}
