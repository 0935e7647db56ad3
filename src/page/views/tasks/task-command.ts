import type { Command } from "../../state/commands.js";

/** A command on a task. */
export function taskCommand(id: string, verb: string, body?: unknown): Command {
  const path = `/_mock/tasks/${encodeURIComponent(id)}/${verb}`;
  return { method: "POST", path, ...(body === undefined ? {} : { body }) };
}
