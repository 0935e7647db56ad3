import { Empty } from "../../parts/empty.js";

export function HabitsView() {
  return <Empty title="Habits" />;
}
