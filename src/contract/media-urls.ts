import { MOST_COMPLAINTS } from "./complaint-list.js";
import { type Complaint, noComplaints, type RuleInput } from "./define-rule.js";
import { paramOf, pointerPart } from "./finding.js";
import { shownName } from "./shown-name.js";
import { voiceBindings } from "./voice-bindings.js";

export type MediaKind = "image" | "video" | "audio";

/** A media URL that a rule complains about, and where it stands. */
export interface MediaUrl {
  readonly url: string;
  readonly kind: MediaKind;
  readonly at: string;
  /** The place as a sentence names it: `image_urls[0]`. */
  readonly param: string;
}

type IsFine = (url: string, kind: MediaKind) => boolean;
type ComplainOf<Message extends string> = (
  media: MediaUrl,
  input: RuleInput,
) => Complaint<Message> | undefined;

/**
 * Looks at every media URL that the model takes. Values of a wrong type are left to the schema.
 *
 * @param isFine - quick test, asked of each URL
 * @param complainOf - asked of the others; `undefined` when there is nothing to say after all
 */
export function mediaComplaints<Message extends string>(
  input: RuleInput,
  isFine: IsFine,
  complainOf: ComplainOf<Message>,
): readonly Complaint<Message>[] {
  const { body } = input;
  let found: Complaint<Message>[] | undefined;
  const look = (url: unknown, kind: MediaKind, name: string, item?: number | string): void => {
    if (typeof url !== "string" || isFine(url, kind) || found?.length === MOST_COMPLAINTS) return;
    const at = item === undefined ? `/${name}` : `/${name}/${pointerPart(String(item))}`;
    const param = typeof item === "string" ? `voice_bindings.${shownName(item)}` : paramOf(at);
    const complaint = complainOf({ url, kind, at, param }, input);
    if (complaint === undefined) return;
    found ??= [];
    found.push(complaint);
  };
  const lookAtAll = (urls: unknown, kind: MediaKind, name: string): void => {
    if (!input.parameters.has(name) || !Array.isArray(urls)) return;
    for (let i = 0; i < urls.length && found?.length !== MOST_COMPLAINTS; i++) look(urls[i], kind, name, i);
  };
  if (body.image_start !== undefined && input.parameters.has("image_start"))
    look(body.image_start, "image", "image_start");
  if (body.image_end !== undefined && input.parameters.has("image_end"))
    look(body.image_end, "image", "image_end");
  if (body.image_urls !== undefined) lookAtAll(body.image_urls, "image", "image_urls");
  if (body.video_urls !== undefined) lookAtAll(body.video_urls, "video", "video_urls");
  if (body.audio_urls !== undefined) lookAtAll(body.audio_urls, "audio", "audio_urls");
  if (body.model_params !== undefined && input.parameters.has("model_params")) {
    const bindings = voiceBindings(body);
    for (const key in bindings) {
      if (found?.length === MOST_COMPLAINTS) break;
      look(bindings[key], "audio", "model_params/voice_bindings", key);
    }
  }
  return found ?? noComplaints;
}
