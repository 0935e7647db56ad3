import type { Asset } from "../../contract/rules/define-rule.js";
import type { UploadTypes } from "../../contract/uploads/upload-types.js";
import type { UploadStore } from "../../ports/upload-store.js";
import type { EngineParts } from "../engine-parts.js";

/** The parts that uploads need. */
export interface UploadParts
  extends Pick<EngineParts, "accounts" | "scenarios" | "timeline" | "ids" | "assets" | "transactions"> {
  readonly store: UploadStore;
  readonly types: UploadTypes;
  /** Files that each key may have; what its user group may when not set. */
  readonly quota: number | undefined;
  /** Looks into a file. */
  readonly probe: (content: Uint8Array) => Promise<Asset>;
  /** Makes a file of which only facts are known; `undefined` where they are too few for one. */
  readonly fileOf: (asset: Asset) => Promise<Uint8Array | undefined>;
}
