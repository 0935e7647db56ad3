import { truncationRule } from "../truncation.js";

export const negativePromptIsTruncated = truncationRule("negative-prompt-is-truncated", "negative_prompt");
