import { readSampleName, type Sample } from "../../../src/contract/media/sample-name.js";
import { readSample, type SampleFile } from "../../../src/media/samples/sample-file.js";
import { makeSample } from "../../harness/finished-media.js";

/** The sample that a name asks for. */
export function sampleOf(name: string): Sample {
  const verdict = readSampleName(name);
  if (verdict.kind !== "sample") throw new Error(verdict.message);
  return verdict.sample;
}

export const bytesOf = (file: SampleFile): Buffer => Buffer.concat([...readSample(file)]);
export const make = (name: string): Buffer => bytesOf(makeSample(sampleOf(name)));
