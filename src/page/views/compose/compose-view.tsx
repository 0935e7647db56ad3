import { Empty } from "../../parts/empty.js";

export function ComposeView() {
  return <Empty title="Compose" />;
}
