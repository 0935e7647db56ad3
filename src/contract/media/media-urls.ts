import { paramOf, pointerPart } from "../../text/json-pointer.js";
import {
  type Asset,
  type Complaint,
  type KnownMedia,
  type MediaKind,
  type MediaUrl,
  MOST_COMPLAINTS,
  noComplaints,
  type RuleInput,
} from "../rules/define-rule.js";
import { shownName } from "../shown-name.js";
import { countBindings, voiceBindings } from "../voice-bindings.js";

/** URLs of one list that are looked at: a longer list is refused for its length, ten times below this. */
const MOST_LOOKED_AT = 100;

/** URLs of a body that a rule judges: twice as many as the documents allow. */
const MOST_JUDGED = 30;

/** Where media URLs are looked for. */
export type MediaOwner = Pick<RuleInput, "body" | "parameters">;

type IsFine = (url: string, kind: MediaKind) => boolean;

/**
 * Looks at the media URLs that the model takes, the first 30. Values of a wrong type are left to the schema.
 *
 * @param isFine - quick test, asked of each URL
 * @param complainOf - asked of the others; `undefined` when there is nothing to say after all
 */
export function mediaComplaints<Message extends string>(
  input: RuleInput,
  isFine: IsFine,
  complainOf: (media: MediaUrl, input: RuleInput) => Complaint<Message> | undefined,
): readonly Complaint<Message>[] {
  let found: Complaint<Message>[] | undefined;
  visitMediaUrls(
    input,
    isFine,
    (media) => {
      const complaint = complainOf(media, input);
      if (complaint === undefined) return false;
      found ??= [];
      return found.push(complaint) === MOST_COMPLAINTS;
    },
    MOST_JUDGED,
  );
  return found ?? noComplaints;
}

/**
 * Visits media URLs in the order of their parameters.
 *
 * @param isFine - quick test, asked of each URL; fine ones are passed by
 * @param visit - called with the others; `true` ends the visit
 * @param most - URLs that are looked at in all; no more than a hundred of a list in any case
 */
function visitMediaUrls(
  { body, parameters }: MediaOwner,
  isFine: IsFine,
  visit: (media: MediaUrl) => boolean,
  most = Number.POSITIVE_INFINITY,
): void {
  let done = false;
  let looked = 0;
  const look = (url: unknown, kind: MediaKind, name: string, item?: number | string): void => {
    if (done || typeof url !== "string" || looked++ >= most || isFine(url, kind)) return;
    const at = item === undefined ? `/${name}` : `/${name}/${pointerPart(String(item))}`;
    const param = typeof item === "string" ? `voice_bindings.${shownName(item)}` : paramOf(at);
    done = visit({ url, kind, at, param });
  };
  const lookAtAll = (urls: unknown, kind: MediaKind, name: string): void => {
    if (!parameters.has(name) || !Array.isArray(urls)) return;
    for (let i = 0; i < urls.length && i < MOST_LOOKED_AT && !done; i++) look(urls[i], kind, name, i);
  };
  if (body.image_start !== undefined && parameters.has("image_start"))
    look(body.image_start, "image", "image_start");
  if (body.image_end !== undefined && parameters.has("image_end")) look(body.image_end, "image", "image_end");
  if (body.image_urls !== undefined) lookAtAll(body.image_urls, "image", "image_urls");
  if (body.video_urls !== undefined) lookAtAll(body.video_urls, "video", "video_urls");
  if (body.audio_urls !== undefined) lookAtAll(body.audio_urls, "audio", "audio_urls");
  if (body.model_params !== undefined && parameters.has("model_params")) {
    const bindings = voiceBindings(body);
    for (const key in bindings) look(bindings[key], "audio", "model_params/voice_bindings", key);
  }
}

/** URLs of a body that are asked for: the documents allow eleven at the most. */
const MOST_ASKED = 100;

/**
 * The media of a body of which something is known. `audio_urls` that give way to `voice_bindings` are left out:
 * the service does not use them.
 */
export function knownMedia(
  owner: MediaOwner,
  assetOf: (url: string) => Asset | undefined,
): readonly KnownMedia[] {
  const isIgnored = owner.parameters.has("model_params") && countBindings(voiceBindings(owner.body)) > 0;
  const found: KnownMedia[] = [];
  let asked = 0;
  let asset: Asset | undefined;
  const isUnknown = (url: string) => {
    asset = asked++ < MOST_ASKED ? assetOf(url) : undefined;
    return asset === undefined;
  };
  visitMediaUrls(owner, isUnknown, (media) => {
    if (asset !== undefined && !(isIgnored && media.at.startsWith("/audio_urls"))) {
      found.push({ ...media, asset });
    }
    return false;
  });
  return found;
}
