import { noDuplicateJsonKeys } from "../../../src/contract/rules/no-duplicate-json-keys.js";
import { error, reference, testRule, warn } from "./run-rule.js";

testRule(noDuplicateJsonKeys, {
  accepts: [
    [
      "keys that stand once",
      '{"model":"wan2.7-reference-video","prompt":"Image 1 sings","model_params":{"voice_bindings":{"image1":"a","image2":"b"}}}',
    ],
    [
      "the same key in two objects",
      '{"model":"wan2.7-reference-video","prompt":"Image 1 sings","model_params":{"voice_bindings":{"model":"a"}}}',
    ],
    [
      "keys that differ in case",
      '{"model":"wan2.7-reference-video","prompt":"Image 1 sings","model_params":{"voice_bindings":{"image1":"a","Image1":"b"}}}',
    ],
    ["a parsed body, of which nothing is known", reference({})],
  ],
  refuses: [
    [
      "a voice binding that stands twice",
      '{"model":"wan2.7-reference-video","prompt":"Image 1 sings","model_params":{"voice_bindings":{"image1":"a","image1":"b"}}}',
      [
        error(
          "/model_params/voice_bindings/image1",
          "image1 must stand once in the JSON text, it stands again in line 1, column 107",
        ),
      ],
    ],
    [
      "a voice binding repeated with escapes, with the same value",
      '{"model":"wan2.7-reference-video","prompt":"Image 1 sings","model_params":{"voice_bindings":{"image1":"a",\n"\\u0069mage1":"a"}}}',
      [
        error(
          "/model_params/voice_bindings/image1",
          "image1 must stand once in the JSON text, it stands again in line 2, column 1",
        ),
      ],
    ],
    [
      "two voice_bindings, of which the first would be lost",
      '{"model":"wan2.7-reference-video","prompt":"Image 1 sings","model_params":{"voice_bindings":{"image1":"a"},"voice_bindings":{}}}',
      [
        error(
          "/model_params/voice_bindings",
          "voice_bindings must stand once in the JSON text, it stands again in line 1, column 108",
        ),
      ],
    ],
    [
      "two model_params",
      '{"model":"wan2.7-reference-video","prompt":"Image 1 sings","model_params":{},"model_params":{}}',
      [
        error(
          "/model_params",
          "model_params must stand once in the JSON text, it stands again in line 1, column 78",
        ),
      ],
    ],
    [
      "another member of model_params",
      '{"model":"wan2.7-reference-video","prompt":"Image 1 sings","model_params":{"a":1,"a":2}}',
      [
        warn(
          "/model_params/a",
          "a appears twice in the JSON text, the second time at line 1, column 82: only the last one counts",
        ),
      ],
    ],
    [
      "a repeated parameter",
      '{"model":"wan2.7-text-to-video","prompt":"Rain","prompt":"Snow"}',
      [
        warn(
          "/prompt",
          "prompt appears twice in the JSON text, the second time at line 1, column 49: only the last one counts",
        ),
      ],
    ],
    [
      "voice bindings of a model that has none",
      '{"model":"wan2.7-text-to-video","prompt":"Rain","model_params":{"voice_bindings":{"a":1,"a":2}}}',
      [
        warn(
          "/model_params/voice_bindings/a",
          "a appears twice in the JSON text, the second time at line 1, column 89: only the last one counts",
        ),
      ],
    ],
    [
      "a key with unusual characters",
      '{"model":"wan2.7-text-to-video","a/b\\n":1,"a/b\\n":2}',
      [
        warn(
          "/a~1b\n",
          String.raw`"a/b\n" appears twice in the JSON text, the second time at line 1, column 43: only the last one counts`,
        ),
      ],
    ],
  ],
});
