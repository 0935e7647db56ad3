import { Code } from "../../parts/copy.js";
import { Empty } from "../../parts/empty.js";
import { Json } from "../../parts/json.js";
import { useResource } from "../../state/resource.js";
import { linkTo, open, route } from "../../state/route.js";
import { isReport, type Schemas } from "../../state/source.js";
import { RedeliverButton } from "../tasks/redeliver-button.js";
import { Attempts } from "./attempts.js";
import { DeliveryState } from "./delivery-state.js";
import { waysToSend } from "./ways-to-send.js";

/** A delivery: where it goes, each attempt with its answer, and what is sent. */
export function DeliveryDetail({ id }: { readonly id: string }) {
  const { value: delivery, error } = useResource<Schemas["OneDelivery"]>(
    `/_mock/callbacks/${encodeURIComponent(id)}`,
    (entry) => (entry.kind === "callback" && String(entry.delivery) === id) || entry.kind === "reset",
  ).value;
  if (delivery === undefined || error?.status === 404)
    return error === undefined ? null : <Empty title={error.message} />;
  const { task, key, model, state, attempts, body, reason } = delivery;
  return (
    <div class="detail">
      <header class="detail-head">
        <h2>Callback {delivery.id}</h2>
        <DeliveryState state={state} />
        {isReport || body === null || !canRedeliver(delivery) ? null : (
          <RedeliverButton task={task} then={openDelivery} />
        )}
      </header>
      <dl class="about">
        <div>
          <dt>Task</dt>
          <dd>
            <a class="mono" href={linkTo("tasks", task)}>
              {task}
            </a>
          </dd>
        </div>
        <div>
          <dt>Model</dt>
          <dd>{model}</dd>
        </div>
        <div>
          <dt>Key</dt>
          <dd>
            <a class="mono" href={linkTo("credits", key)}>
              {key}
            </a>
          </dd>
        </div>
        <Addresses delivery={delivery} />
      </dl>
      {reason === undefined ? null : <Withheld reason={reason} callbackUrl={delivery.callback_url} />}
      {attempts.length === 0 ? null : <Attempts attempts={attempts} />}
      <h3>{state === "withheld" ? "Body that would be sent" : "Body"}</h3>
      {body === null ? <p class="soft">Its task is no longer kept.</p> : <Json label="Body" value={body} />}
    </div>
  );
}

/** Opens what was sent again: its attempts tell what came of it. The search of the list stays. */
function openDelivery({ id }: Schemas["Delivery"]): void {
  open(linkTo("callbacks", id, Object.fromEntries(route.value.query)));
}

/** Whether sending once more may have another outcome: not while attempts follow, nor while a flag is missing. */
function canRedeliver({ state, reason, callback_url: url }: Schemas["OneDelivery"]): boolean {
  return state !== "pending" && (reason === undefined || waysToSend(reason, url).length === 0);
}

function Addresses({
  delivery: { callback_url: url, target },
}: {
  readonly delivery: Schemas["OneDelivery"];
}) {
  return (
    <>
      <div>
        <dt>callback_url</dt>
        <dd class="mono">{url}</dd>
      </div>
      {target === null || target === url ? null : (
        <div>
          <dt>Sent to</dt>
          <dd class="mono">{target}</dd>
        </div>
      )}
    </>
  );
}

function Withheld({ reason, callbackUrl }: { readonly reason: string; readonly callbackUrl: string }) {
  const ways = waysToSend(reason, callbackUrl);
  return (
    <>
      <h3>Why it was withheld</h3>
      <p class="withheld-reason">{reason}</p>
      {ways.length === 0 ? null : (
        <>
          <h3>To have it sent, start the mock with one of these</h3>
          <div class="withheld-ways">
            {ways.map(({ what, command }) => (
              <div key={command}>
                <p>{what}</p>
                <Code text={command} label={what} />
              </div>
            ))}
          </div>
        </>
      )}
    </>
  );
}
