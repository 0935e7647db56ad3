import { Empty } from "../../parts/empty.js";

export function RequestsView() {
  return <Empty title="Requests" />;
}
