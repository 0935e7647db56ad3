import type { WanModel } from "../models/model-ids.js";
import type { RuleExample } from "./define-rule.js";

type Members = Readonly<Record<string, unknown>>;
type BesideBody = Omit<RuleExample, "body">;

/** Members of a body that decide which media a model works on. */
const material = ["image_start", "image_end", "image_urls", "video_urls"];

/** A URL on the host of the examples. */
export const cdn = (file: string): string => `https://cdn.example.com/${file}`;

/** How long a file of an example lasts. */
export function lasting(kind: "audio" | "video", file: string, seconds: number): Pick<RuleExample, "assets"> {
  return { assets: { [cdn(file)]: { kind, seconds } } };
}

/** The least valid example of each model, with `members` over it. */
export const textToVideo = exampleOf("wan2.7-text-to-video", "A heron lands on a jetty", {});
export const imageToVideo = exampleOf("wan2.7-image-to-video", "The kite climbs", {
  image_start: cdn("kite.jpg"),
});
export const referenceVideo = exampleOf("wan2.7-reference-video", "A duet on a pier", {
  image_urls: [cdn("keeper.jpg"), cdn("lantern.png")],
});
export const videoEdit = exampleOf("wan2.7-video-edit", "Repaint it in charcoal", {
  video_urls: [cdn("source.mp4")],
});

/** An example of reference-video that binds voices to its references. */
export function voiced(voice_bindings: Members, members: Members = {}, beside: BesideBody = {}): RuleExample {
  return referenceVideo({ ...members, model_params: { voice_bindings } }, beside);
}

/**
 * Makes the examples of a model. Material among the members takes the place of the least material altogether; a
 * member of `undefined` is left out of the body.
 */
function exampleOf(model: WanModel, prompt: string, leastMaterial: Members) {
  return (members: Members = {}, beside: BesideBody = {}): RuleExample => {
    const isGiven = material.some((name) => Object.hasOwn(members, name));
    const all: Members = { model, prompt, ...(isGiven ? {} : leastMaterial), ...members };
    const given = Object.entries(all).filter(([, value]) => value !== undefined);
    return { body: Object.fromEntries(given), ...beside };
  };
}
