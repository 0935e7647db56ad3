import { describeHabit } from "./describe-habit.js";

describeHabit(
  "sends-unknown-parameters",
  [
    {
      name: "a misspelt one, each time",
      act: async (client) => {
        await client.submit({ prompt: "one", promt: "rain" });
        await client.submit({ prompt: "two", promt: "rain" });
      },
      says: ["promt is not a parameter of wan2.7-text-to-video and is ignored: did you mean prompt?"],
    },
    {
      name: "one of another model, in a refused submit",
      options: { strict: true },
      act: async (client) => {
        await client.submit({ keep_original_sound: true });
      },
      says: [
        "keep_original_sound is not a parameter of wan2.7-text-to-video and is ignored: it belongs to wan2.7-video-edit; leave it out",
      ],
    },
  ],
  [
    {
      name: "those of the model",
      act: async (client) => {
        await client.submit({ duration: 5, quality: "720p" });
      },
    },
    {
      name: "a warning of another rule",
      act: async (client) => {
        await client.submit({ prompt: "x".repeat(5001) });
      },
    },
  ],
);
