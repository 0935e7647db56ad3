import { useSignal } from "@preact/signals";
import { type Command, curlLine, run } from "../../state/commands.js";

/** The most that a live task shows. */
const MOST = 99;

/** Sets the progress of a live task, which never falls. */
export function ProgressForm({
  id,
  progress,
  close,
}: {
  readonly id: string;
  readonly progress: number;
  readonly close: () => void;
}) {
  const wanted = useSignal(Math.min(MOST, Math.max(progress, 50)));
  const value = Math.max(wanted.value, Math.min(progress, MOST));
  const command: Command = {
    method: "PATCH",
    path: `/_mock/tasks/${encodeURIComponent(id)}`,
    body: { progress: value },
  };
  return (
    <form
      class="task-form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(command, `The task is at ${value} %`).then((task) => task !== undefined && close());
      }}
    >
      <label class="task-form-wide">
        <span>
          Progress <output>{value} %</output>
        </span>
        <input
          type="range"
          min={Math.min(progress, MOST)}
          max={MOST}
          value={value}
          onInput={({ currentTarget }) => (wanted.value = currentTarget.valueAsNumber)}
        />
      </label>
      <button type="submit" class="button" title={curlLine(command)}>
        Set progress
      </button>
    </form>
  );
}
