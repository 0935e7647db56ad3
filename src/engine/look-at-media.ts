import { type AssetOf, mediaInputs } from "../contract/media/media-inputs.js";
import type { ModelContract } from "../contract/model-contract.js";
import type { Body } from "../contract/rules/define-rule.js";
import type { AssetSource } from "../ports/asset-source.js";

/** URLs of a body that are looked for: the documents allow eleven at the most. */
const MOST_ASKED = 100;

/**
 * Has a source read what the media of a body are. One answer holds for all who ask about the body, whatever
 * happens to the files meanwhile.
 */
export function lookAtMedia(
  look: NonNullable<AssetSource["look"]>,
  model: ModelContract,
  body: Body,
): Promise<AssetOf> {
  const inputs = mediaInputs(model, body).slice(0, MOST_ASKED);
  return look(inputs.map(({ url }) => url));
}
