import { readSampleName } from "../../src/contract/media/sample-name.js";
import { readSample } from "../../src/media/samples/sample-file.js";
import { makeSample } from "./finished-media.js";

/** The file that a sample's name describes: real media, to be written under any other name. */
export function sampleBytes(name: string): Buffer {
  const verdict = readSampleName(name);
  if (verdict.kind !== "sample") throw new Error(verdict.message);
  return Buffer.concat([...readSample(makeSample(verdict.sample))]);
}
