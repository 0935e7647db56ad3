import { Empty } from "../../parts/empty.js";

export function CoverageView() {
  return <Empty title="Coverage" />;
}
