import { type Signal, useSignal } from "@preact/signals";
import { Ban, Check, CircleX, Gauge } from "lucide";
import { CommandButton } from "../../parts/command-button.js";
import { Icon } from "../../parts/icon.js";
import { isReport, type Schemas } from "../../state/source.js";
import { FailForm } from "./fail-form.js";
import { ProgressForm } from "./progress-form.js";
import { RedeliverButton } from "./redeliver-button.js";
import { taskCommand } from "./task-command.js";

/** Which form is open under the buttons. */
type OpenForm = "fail" | "progress" | undefined;

/** What can be done with a task as it stands. */
export function TaskActions({ task }: { readonly task: Schemas["Task"] }) {
  const form = useSignal<OpenForm>(undefined);
  if (isReport) return null;
  const isLive = task.timeline.ended === null;
  const canRedeliver = !isLive && "callback_url" in task.request;
  if (!isLive && !canRedeliver) return null;
  return (
    <div class="task-actions">
      <div class="group" role="group" aria-label="Actions">
        {isLive ? (
          <LiveActions id={task.id} canCancel={task.task_info.can_cancel} form={form} />
        ) : (
          <RedeliverButton task={task.id} />
        )}
      </div>
      {isLive && form.value === "fail" ? (
        <FailForm id={task.id} close={() => (form.value = undefined)} />
      ) : null}
      {isLive && form.value === "progress" ? (
        <ProgressForm id={task.id} progress={task.progress} close={() => (form.value = undefined)} />
      ) : null}
    </div>
  );
}

function LiveActions({
  id,
  canCancel,
  form,
}: {
  readonly id: string;
  readonly canCancel: boolean;
  readonly form: Signal<OpenForm>;
}) {
  const toggle = (name: OpenForm) => () => (form.value = form.value === name ? undefined : name);
  return (
    <>
      <CommandButton command={taskCommand(id, "complete")} done="The task is completed" icon={Check}>
        Complete
      </CommandButton>
      <button type="button" class="button" aria-expanded={form.value === "fail"} onClick={toggle("fail")}>
        <Icon of={CircleX} size={14} />
        Fail…
      </button>
      {canCancel ? (
        <CommandButton command={taskCommand(id, "cancel")} done="The task is cancelled" icon={Ban}>
          Cancel
        </CommandButton>
      ) : null}
      <button
        type="button"
        class="button"
        aria-expanded={form.value === "progress"}
        onClick={toggle("progress")}
      >
        <Icon of={Gauge} size={14} />
        Progress…
      </button>
    </>
  );
}
