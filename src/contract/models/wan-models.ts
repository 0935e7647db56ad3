import { ownMember } from "../../text/own-member.js";
import { imageToVideo } from "./image-to-video.js";
import type { WanModel } from "./model-ids.js";
import type { ModelTraits } from "./model-traits.js";
import { referenceVideo } from "./reference-video.js";
import { textToVideo } from "./text-to-video.js";
import { videoEdit } from "./video-edit.js";

/** The models of the bundled documents. */
export const wanModels: Readonly<Record<WanModel, ModelTraits>> = {
  "wan2.7-text-to-video": textToVideo,
  "wan2.7-image-to-video": imageToVideo,
  "wan2.7-reference-video": referenceVideo,
  "wan2.7-video-edit": videoEdit,
};

const noTraits: Partial<ModelTraits> = {};

/** The traits of a model; none for one that another document brings. */
export function traitsOf(model: string): Partial<ModelTraits> {
  return ownMember(wanModels as Readonly<Record<string, ModelTraits>>, model) ?? noTraits;
}
