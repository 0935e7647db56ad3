import { MOST_COMPLAINTS } from "../complaint-list.js";
import {
  type Asset,
  type Complaint,
  type KnownMedia,
  noComplaints,
  type RuleInput,
} from "../rules/define-rule.js";
import { countBindings, voiceBindings } from "../voice-bindings.js";
import type { MediaKind } from "./media-url.js";
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

type ComplainOf<Message extends string> = (media: KnownMedia) => Complaint<Message> | undefined;

/** The complaints about the known media where a kind of file is wanted, whatever they are. */
export function complaintsAboutSlots<Message extends string>(
  { media }: Pick<RuleInput, "media">,
  kind: MediaKind,
  complainOf: ComplainOf<Message>,
): readonly Complaint<Message>[] {
  let found: Complaint<Message>[] | undefined;
  for (const one of media) {
    if (one.kind !== kind || found?.length === MOST_COMPLAINTS) continue;
    const complaint = complainOf(one);
    if (complaint === undefined) continue;
    found ??= [];
    found.push(complaint);
  }
  return found ?? noComplaints;
}

/** The same, of those that are of the kind as far as is known: a wrong kind of file is said once. */
export function complaintsAboutAssets<Message extends string>(
  input: Pick<RuleInput, "media">,
  kind: MediaKind,
  complainOf: ComplainOf<Message>,
): readonly Complaint<Message>[] {
  return complaintsAboutSlots(input, kind, (media) =>
    media.asset.kind === undefined || media.asset.kind === kind ? complainOf(media) : undefined,
  );
}
