import { Age } from "../../parts/when.js";
import type { DeliveryRow } from "./delivery-row.js";
import { DeliveryState } from "./delivery-state.js";

/** A delivery as a row: where it goes, and what came of it. */
export function DeliveryLine({ delivery }: { readonly delivery: DeliveryRow }) {
  const { id, callback_url: url, state, attempts, answer, at, task, model } = delivery;
  return (
    <div class="delivery-line">
      <div class="delivery-top">
        <span class="soft number">#{id}</span>
        <span class="delivery-url">{url}</span>
        <DeliveryState state={state} />
      </div>
      <div class="delivery-facts">
        {state === "withheld" ? null : <span>{attempts === 1 ? "1 attempt" : `${attempts} attempts`}</span>}
        {attempts === 0 ? null : <span class={state === "delivered" ? "" : "error-text"}>{answer}</span>}
        <span class="mono delivery-task">{task}</span>
        <span>{model.replace(/^wan2\.7-/, "")}</span>
        {at === undefined ? null : <Age at={at} />}
      </div>
    </div>
  );
}
