import { useSignal } from "@preact/signals";
import { curlLine, run } from "../../state/commands.js";
import { constant } from "../../state/resource.js";
import type { Answer } from "../../state/source.js";
import { taskCommand } from "./task-command.js";

/** Fails a task with one of the documented codes, and with a message of one's own. */
export function FailForm({ id, close }: { readonly id: string; readonly close: () => void }) {
  const failures = constant<Answer<"/_mock/failures">>("/_mock/failures").value.value?.items ?? [];
  const chosen = useSignal<string | undefined>(undefined);
  const message = useSignal("");
  const code = chosen.value ?? failures[0]?.code ?? "";
  const documented = failures.find((one) => one.code === code)?.message;
  const text = message.value.trim();
  const command = taskCommand(id, "fail", { code, ...(text === "" ? {} : { message: text }) });
  return (
    <form
      class="task-form"
      onSubmit={(event) => {
        event.preventDefault();
        void run(command, `The task failed with ${code}`).then((task) => task !== undefined && close());
      }}
    >
      <label>
        Code
        <select value={code} onChange={({ currentTarget: { value } }) => (chosen.value = value)}>
          {failures.map((failure) => (
            <option key={failure.code}>{failure.code}</option>
          ))}
        </select>
      </label>
      <label class="task-form-wide">
        Message
        <input
          value={message.value}
          placeholder={documented}
          onInput={({ currentTarget: { value } }) => (message.value = value)}
        />
      </label>
      <button type="submit" class="button danger" title={curlLine(command)}>
        Fail the task
      </button>
    </form>
  );
}
