import { Empty } from "../../parts/empty.js";

export function CreditsView() {
  return <Empty title="Credits" />;
}
