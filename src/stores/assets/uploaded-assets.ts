import type { Asset } from "../../contract/rules/define-rule.js";
import { readUploadLink } from "../../contract/uploads/upload-link.js";
import type { AssetSource } from "../../ports/asset-source.js";
import type { UploadStore } from "../../ports/upload-store.js";
import type { Instant } from "../../simulation/instant.js";

/** Knows the files that were uploaded, by their links, for as long as they are there. */
export class UploadedAssets implements AssetSource {
  constructor(
    private readonly store: Pick<UploadStore, "get" | "bounds">,
    private readonly now: () => Instant,
  ) {}

  assetOf(url: string): Asset | undefined {
    // Most mocks have none, and every media URL is asked for.
    if (this.store.bounds.files === 0) return undefined;
    const link = readUploadLink(url);
    const file = link === undefined ? undefined : this.store.get(link.id, this.now());
    return link?.name === undefined || link.name === file?.name ? file?.asset : undefined;
  }
}
