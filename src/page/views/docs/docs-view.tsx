import { Empty } from "../../parts/empty.js";

export function DocsView() {
  return <Empty title="API reference" />;
}
