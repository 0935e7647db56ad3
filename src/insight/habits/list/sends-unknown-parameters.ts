import type { Habit } from "../habit.js";

const RULE = "no-unknown-parameter";

/** A parameter that the service ignores without a word was meant to do something. */
export const sendsUnknownParameters = {
  id: "sends-unknown-parameters",
  meta: {
    summary: "Submits parameters that the model does not have",
    cost: "They are ignored: the video that is paid for is not the one that was meant",
    advice: "Leave them out, or spell them as the model does",
    example: 'A submit to wan2.7-text-to-video has "resolution": "1080p", which is called quality there',
    severity: "warn",
    source: { page: "guide", at: "12. Parameter reference cheat sheet" },
  },
  submit: ({ findings, key, model, sequence }) => {
    if (findings.length === 0) return undefined;
    const [first, ...others] = findings.filter(({ rule }) => rule === RULE);
    if (first === undefined) return undefined;
    const more = others.length === 0 ? "" : `${others.length + 1} parameters are unknown, the first: `;
    // With a close name the sentence has its advice.
    const advice = first.message.endsWith("?") ? "" : "; leave it out";
    return {
      subject: `${key ?? ""} ${model ?? ""} ${first.pointer}`,
      message: `${more}${first.message}${advice}`,
      evidence: [sequence],
    };
  },
} as const satisfies Habit;
