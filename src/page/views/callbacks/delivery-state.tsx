import type { Schemas } from "../../state/source.js";

/** What a delivery has come to, in words and in colour. */
export function DeliveryState({ state }: { readonly state: Schemas["Delivery"]["state"] }) {
  return <span class={`badge badge-${state}`}>{state.replace("-", " ")}</span>;
}
