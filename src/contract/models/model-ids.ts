import type { OrCustom } from "../custom-names.js";

/** The models of the bundled documents, in the guide's order; `--spec` documents may bring others. */
export const allModels = [
  "wan2.7-text-to-video",
  "wan2.7-image-to-video",
  "wan2.7-reference-video",
  "wan2.7-video-edit",
] as const;

/** A model of the bundled documents. */
export type WanModel = (typeof allModels)[number];

/** A model id that options and filters take: a bundled one, or one that `CustomNames` adds. */
export type ModelId = OrCustom<WanModel, "models">;
