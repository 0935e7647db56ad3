import type { Asset } from "../contract/rules/define-rule.js";
import { inTurns } from "../engine/in-turns.js";
import type { UploadParts } from "../engine/uploads/upload-parts.js";
import type { Uploads } from "../engine/uploads/uploads.js";

/** The uploads of a mock, made with the first call to the file service: most mocks never see one. */
export function lazyUploads(parts: Omit<UploadParts, "probe" | "fileOf">): () => Promise<Uploads> {
  let made: Promise<Uploads> | undefined;
  return () =>
    (made ??= import("../engine/uploads/uploads.js").then(
      ({ Uploads: Made }) => new Made({ ...parts, probe: probeContent, fileOf: standIn }),
    ));
}

async function probeContent(content: Uint8Array): Promise<Asset> {
  const { probeMedia } = await import("../media/probe/probe-media.js");
  const read = async (start: number, end: number) => content.subarray(start, end);
  return probeMedia({ length: content.length, read });
}

/** A file with the facts that are known of one, as a sample is made; `undefined` where they are too few, or beyond a sample's bounds. */
async function standIn(asset: Asset): Promise<Uint8Array | undefined> {
  const { assetSample } = await import("../contract/media/asset-sample.js");
  const sample = assetSample(asset);
  if (sample === undefined) return undefined;
  const [{ sampleSteps }, { readSample, SampleSizeError }] = await Promise.all([
    import("../media/samples/make-sample.js"),
    import("../media/samples/sample-file.js"),
  ]);
  try {
    const file = await inTurns(sampleSteps(sample));
    return Buffer.concat([...readSample(file)], file.length);
  } catch (error) {
    if (error instanceof SampleSizeError) return undefined;
    throw error;
  }
}
