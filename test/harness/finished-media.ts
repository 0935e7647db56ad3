import { type ResultVideoSpec, resultVideoSteps } from "../../src/media/render-result-video.js";
import { type SampleSpec, sampleSteps } from "../../src/media/samples/make-sample.js";
import type { SampleFile } from "../../src/media/samples/sample-file.js";
import { type SamplePicture, samplePictureSteps } from "../../src/media/samples/sample-picture.js";
import type { Stepwise } from "../../src/media/stepwise.js";

/** Does the work in one go. */
export function finish<Result>(work: Stepwise<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

export function renderResultVideo(spec: ResultVideoSpec): { bytes: Uint8Array } {
  return { bytes: finish(resultVideoSteps(spec)) };
}

export function makeSample(spec: SampleSpec): SampleFile {
  return finish(sampleSteps(spec));
}

export function drawSamplePicture(...about: Parameters<typeof samplePictureSteps>): SamplePicture {
  return finish(samplePictureSteps(...about));
}
