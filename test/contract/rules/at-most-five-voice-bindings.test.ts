import { atMostFiveVoiceBindings } from "../../../src/contract/rules/at-most-five-voice-bindings.js";
import { error, reference, testRule, voiced } from "./run-rule.js";

testRule(atMostFiveVoiceBindings, {
  accepts: [
    ["five", voiced({ image1: "a", image2: "b", image3: "c", image4: "d", image5: "e" })],
    ["none", voiced({})],
    ["no model_params", reference({})],
  ],
  refuses: [
    [
      "six",
      voiced({ image1: "a", image2: "b", image3: "c", image4: "d", image5: "e", video1: "f" }),
      [error("/model_params/voice_bindings", "voice_bindings must hold at most 5 voices, got 6")],
    ],
    [
      "a thousand, told once",
      voiced(Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`image${i}`, "a"]))),
      [error("/model_params/voice_bindings", "voice_bindings must hold at most 5 voices, got 1000")],
    ],
  ],
});
