import { truncationRule } from "../truncation.js";

export const promptIsTruncated = truncationRule("prompt-is-truncated", "prompt");
