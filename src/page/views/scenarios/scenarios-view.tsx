import { Empty } from "../../parts/empty.js";

export function ScenariosView() {
  return <Empty title="Scenarios" />;
}
