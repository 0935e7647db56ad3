import type { IconNode } from "lucide";
import type { ComponentChildren } from "preact";
import { type Command, curlLine, run } from "../state/commands.js";
import { Icon } from "./icon.js";

/** A button that carries a command out; its title is the same call from a shell. */
export function CommandButton({
  command,
  done,
  then,
  icon,
  children,
}: {
  readonly command: Command;
  /** The sentence for its success. */
  readonly done: string;
  /** What follows on it. */
  readonly then?: (answer: unknown) => void;
  readonly icon: IconNode;
  readonly children: ComponentChildren;
}) {
  return (
    <button
      type="button"
      class="button"
      title={curlLine(command)}
      onClick={() =>
        void run(command, done).then((answer) => {
          if (answer !== undefined) then?.(answer);
        })
      }
    >
      <Icon of={icon} size={14} />
      {children}
    </button>
  );
}
