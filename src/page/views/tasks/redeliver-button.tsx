import { RotateCw } from "lucide";
import { CommandButton } from "../../parts/command-button.js";
import { taskCommand } from "./task-command.js";

/** Sends the callback of an ended task again. */
export function RedeliverButton({ task }: { readonly task: string }) {
  return (
    <CommandButton
      command={taskCommand(task, "redeliver")}
      done="The callback is delivered again"
      icon={RotateCw}
    >
      Redeliver
    </CommandButton>
  );
}
