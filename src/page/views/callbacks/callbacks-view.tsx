import { Empty } from "../../parts/empty.js";

export function CallbacksView() {
  return <Empty title="Callbacks" />;
}
