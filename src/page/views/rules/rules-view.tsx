import { Empty } from "../../parts/empty.js";

export function RulesView() {
  return <Empty title="Rules" />;
}
