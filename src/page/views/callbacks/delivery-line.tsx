import { Age } from "../../parts/when.js";
import type { DeliveryRow } from "./delivery-row.js";
import { DeliveryState } from "./delivery-state.js";

/** The columns' names above the rows. */
export function DeliveryHeadings() {
  return (
    <div class="delivery-wide delivery-headings" aria-hidden="true">
      {["#", "callback_url", "State", "Attempts", "Last answer", "Model", "Task", "Last attempt"].map(
        (name) => (
          <span key={name}>{name}</span>
        ),
      )}
    </div>
  );
}

/** A delivery as a row, where it goes and what came of it: columns where there is room, else two lines. */
export function DeliveryLine({
  delivery,
  isWide,
}: {
  readonly delivery: DeliveryRow;
  readonly isWide: boolean;
}) {
  const { id, callback_url: url, state, attempts, at, task, model } = delivery;
  const shortModel = model.replace(/^wan2\.7-/, "");
  if (isWide)
    return (
      <div class="delivery-wide">
        <span class="soft">{id}</span>
        <span>{url}</span>
        <DeliveryState state={state} />
        <span>{state === "withheld" ? "" : attempts}</span>
        <Answer delivery={delivery} />
        <span title={model}>{shortModel}</span>
        <span class="mono soft" title={task}>
          {task.replace(/^task-unified-/, "")}
        </span>
        {at === undefined ? <span /> : <Age at={at} />}
      </div>
    );
  return (
    <div class="delivery-line">
      <div class="delivery-top">
        <span class="soft">#{id}</span>
        <span class="delivery-url">{url}</span>
        <DeliveryState state={state} />
      </div>
      <div class="delivery-facts">
        {state === "withheld" ? null : <span>{attempts === 1 ? "1 attempt" : `${attempts} attempts`}</span>}
        <Answer delivery={delivery} />
        <span class="mono delivery-task">{task}</span>
        <span>{shortModel}</span>
        {at === undefined ? null : <Age at={at} />}
      </div>
    </div>
  );
}

function Answer({ delivery: { state, answer } }: { readonly delivery: DeliveryRow }) {
  return <span class={state === "delivered" ? "" : "error-text"}>{answer}</span>;
}
