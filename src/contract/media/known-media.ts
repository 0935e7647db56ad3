import type { Asset, KnownMedia } from "../rules/define-rule.js";
import { countBindings, voiceBindings } from "../voice-bindings.js";
import { type MediaOwner, visitMediaUrls } from "./media-urls.js";

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
