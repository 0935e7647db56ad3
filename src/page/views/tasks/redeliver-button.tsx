import { RotateCw } from "lucide";
import { CommandButton } from "../../parts/command-button.js";
import type { Schemas } from "../../state/source.js";
import { taskCommand } from "./task-command.js";

/** Sends the callback of an ended task again, as a new delivery. */
export function RedeliverButton({
  task,
  then,
}: {
  readonly task: string;
  readonly then?: (delivery: Schemas["Delivery"]) => void;
}) {
  return (
    <CommandButton
      command={taskCommand(task, "redeliver")}
      done="The callback is sent again, as a new delivery"
      icon={RotateCw}
      then={(delivery) => then?.(delivery as Schemas["Delivery"])}
    >
      Redeliver
    </CommandButton>
  );
}
